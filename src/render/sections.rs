//! Sections and their items as templates see them.

use super::Renderer;
use super::view::{Anchor, ExceptionView, GroupView, ItemView, LevelView, Link, SectionView, SinceView, StopView};
use crate::model::Page;
use crate::outline::{Item, Section, SectionKind};

impl<'s> Renderer<'s> {
    /// Every section of a page.
    pub(super) fn sections<'p>(&self, page: &'p Page<'s>) -> Vec<SectionView<'p>>
    where
        's: 'p,
    {
        page.sections.iter().map(|section| self.section(page, section)).collect()
    }

    /// The titled sections of a page, for its table of contents.
    pub(super) fn contents<'p>(&self, page: &'p Page<'s>) -> Vec<Anchor<'p>> {
        let titled = page.sections.iter().filter(|section| !section.title.is_empty());
        titled.map(|section| Anchor { id: &section.id, title: &section.title }).collect()
    }

    /// A page of running text: its sections with their headings.
    pub(super) fn text(&self, page: &Page<'s>) -> String {
        let mut html = String::new();
        for section in &page.sections {
            if !section.title.is_empty() {
                let title = crate::markdown::Markdown::Plain(&section.title).html(&|_| None);
                html.push_str(&format!("<h2 id=\"{}\">{title}</h2>\n", section.id));
            }
            html.push_str(&self.prose(page, section));
            html.push('\n');
        }
        html
    }

    /// The texts of a section one after the other, inline ones as paragraphs.
    fn prose(&self, page: &Page<'_>, section: &Section<'_>) -> String {
        let html = section.items.iter().map(|item| match item.text {
            crate::markdown::Markdown::Block(_) => self.html(page, item.text),
            _ => format!("<p>{}</p>", self.html(page, item.text)),
        });
        html.collect::<Vec<_>>().join("\n")
    }

    fn section<'p>(&self, page: &'p Page<'s>, section: &'p Section<'s>) -> SectionView<'p>
    where
        's: 'p,
    {
        let mut view = SectionView {
            id: &section.id,
            title: &section.title,
            kind: section.kind.id(),
            html: None,
            items: Vec::new(),
            groups: Vec::new(),
            since: Vec::new(),
            exceptions: Vec::new(),
            levels: Vec::new(),
            stops: Vec::new(),
        };
        match section.kind {
            SectionKind::Prose => view.html = Some(self.prose(page, section)),
            SectionKind::Grouped => view.groups = self.groups(page, section),
            SectionKind::Since => {
                view.since = section.items.iter().map(|item| self.since(page, item)).collect();
            }
            SectionKind::Exceptions | SectionKind::Care | SectionKind::Roles | SectionKind::Answers => {
                let exception = |item: &'p Item<'s>| ExceptionView {
                    id: &item.id,
                    title: item.group.unwrap_or_default(),
                    html: self.html(page, item.text),
                };
                view.exceptions = section.items.iter().map(exception).collect();
            }
            SectionKind::Balance => view.levels = self.levels(page, section),
            SectionKind::Flow => {
                let stop = |(index, item): (usize, &'p Item<'s>)| StopView {
                    number: index + 1,
                    id: &item.id,
                    title: item.group.unwrap_or_default(),
                    notes: &item.notes,
                    html: self.html(page, item.text),
                };
                view.stops = section.items.iter().enumerate().map(stop).collect();
            }
            SectionKind::Entry => view.html = Some(self.prose(page, section)),
            SectionKind::Programme | SectionKind::Cards | SectionKind::Quiz => {}
            SectionKind::List | SectionKind::Checklist | SectionKind::Do | SectionKind::Avoid => {
                view.items = section.items.iter().map(|item| self.item(page, item)).collect();
            }
        }
        view
    }

    fn item<'p>(&self, page: &Page<'_>, item: &'p Item<'_>) -> ItemView<'p> {
        ItemView { id: &item.id, html: self.html(page, item.text) }
    }

    /// Items one after the other under the heading they share.
    fn groups<'p>(&self, page: &Page<'_>, section: &'p Section<'_>) -> Vec<GroupView<'p>> {
        let same = |a: &Item<'_>, b: &Item<'_>| a.group == b.group;
        let groups = section.items.chunk_by(same).map(|items| GroupView {
            title: items[0].group,
            items: items.iter().map(|item| self.item(page, item)).collect(),
        });
        groups.collect()
    }

    /// The factors of each level, by side.
    fn levels<'p>(&self, page: &Page<'_>, section: &'p Section<'_>) -> Vec<LevelView<'p>> {
        let same = |a: &Item<'_>, b: &Item<'_>| a.group == b.group;
        let levels = section.items.chunk_by(same).map(|items| {
            let side = |side: &str| {
                let of = items.iter().filter(|item| item.notes.contains(&side));
                of.map(|item| self.html(page, item.text)).collect::<Vec<_>>()
            };
            LevelView { title: items[0].group.unwrap_or_default(), risk: side("risk"), protective: side("protective") }
        });
        levels.collect()
    }

    fn since<'p>(&self, page: &Page<'_>, item: &'p Item<'s>) -> SinceView<'p>
    where
        's: 'p,
    {
        let target = item.source.and_then(|source| self.site.target(source.id.as_str()));
        SinceView {
            year: item.year.unwrap_or_default(),
            html: self.html(page, item.text),
            source: target.map(|target| Link { title: target.title, url: target.url.clone() }),
        }
    }
}
