"""Prints what python-pptx and python-docx find in the presentations and texts that are named, as JSON by path."""

import json
import sys

import docx
import pptx
from pptx.enum.shapes import PP_PLACEHOLDER


def shapes(tree):
    """The shapes of a slide, those of groups too."""
    for shape in tree:
        yield shape
        if shape.shape_type == 6:
            yield from shapes(shape.shapes)


def slide(slide):
    found = list(shapes(slide.shapes))
    numbers = [one for one in slide.placeholders if one.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER]
    return {
        "layout": slide.slide_layout.name,
        "title": slide.shapes.title.text,
        "texts": [one.text_frame.text for one in found if one.has_text_frame and one.text_frame.text],
        "tables": [[[cell.text for cell in row.cells] for row in one.table.rows] for one in found if one.has_table],
        "figures": [one.element.xpath("./*/p:cNvPr")[0].get("descr") for one in slide.shapes if one.shape_type in (6, 19)],
        "notes": slide.notes_slide.notes_text_frame.text,
        "numbered": len(numbers) == 1,
        "languages": sorted(set(slide.element.xpath("//a:rPr/@lang"))),
        "links": sorted(link.target_ref for link in slide.part.rels.values() if link.is_external),
    }


def presentation(path):
    opened = pptx.Presentation(path)
    core = opened.core_properties
    return {
        "title": core.title,
        "language": core.language,
        "made": str(core.created or core.modified),
        "size": [opened.slide_width, opened.slide_height],
        "slides": [slide(one) for one in opened.slides],
    }


def text(path):
    opened = docx.Document(path)
    core, body = opened.core_properties, opened.element
    return {
        "title": core.title,
        "language": core.language,
        "made": str(core.created or core.modified),
        "headings": [[one.style.name, one.text] for one in opened.paragraphs if one.style.name.startswith(("Heading", "Title"))],
        "paragraphs": [[one.style.name, one.text] for one in opened.paragraphs if one.text],
        "tables": [
            {
                "style": one.style.name,
                "repeated": bool(one.rows[0]._tr.xpath("./w:trPr/w:tblHeader")),
                "rows": [[cell.text for cell in row.cells] for row in one.rows],
            }
            for one in opened.tables
        ],
        "contents": len(body.xpath("//w:hyperlink[@w:anchor]")),
        "marks": sorted(set(body.xpath("//w:bookmarkStart/@w:name"))) == sorted(set(body.xpath("//w:hyperlink/@w:anchor"))),
        "languages": sorted(set(body.xpath("//w:lang/@w:val"))),
        "links": sorted(link.target_ref for link in opened.part.rels.values() if link.is_external),
        "foot": opened.sections[0].footer._element.xpath("string()") + " ".join(opened.sections[0].footer._element.xpath(".//@w:instr")),
    }


READERS = {"pptx": presentation, "docx": text}
print(json.dumps({path: READERS[path.rpartition(".")[2]](path) for path in sys.argv[1:]}))
