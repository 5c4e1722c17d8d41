//! What a file is and holds.

super::rules! {
    NOT_UTF8 = "not-utf8", Error, true;
        "A file is text in UTF-8. In another encoding `é` and `ë` become other signs, and nobody can tell which were meant."
        "Een bestand is tekst in UTF-8. In een andere codering worden `é` en `ë` andere tekens, en niemand weet dan welke er bedoeld waren."
        "content/pages/over.yaml": "# opgeslagen als Windows-1252\nsummary: Caf�" => "# opgeslagen als UTF-8\nsummary: Café";
    FILE_TOO_LARGE = "file-too-large", Error, true;
        "A file is one page of text. One of more than a megabyte is here by accident, such as a picture with the wrong name."
        "Een bestand is één pagina tekst. Is het groter dan een megabyte, dan staat het hier per ongeluk, zoals een foto met een verkeerde naam."
        "content/pages/over.yaml": "# een bestand van 3 MB" => "# een bestand van 3 kB";
    EMPTY_FILE = "empty-file", Error, true;
        "A file without a value makes no page. Who is not ready yet keeps it out of `content/`."
        "Een bestand waar niets in staat wordt geen pagina. Ben je nog niet klaar? Houd het dan buiten `content/`."
        "content/pages/over.yaml": "# nog te schrijven" => "title: Over deze site";
    YAML_SYNTAX = "yaml-syntax", Error, true;
        "The file is no YAML. Most often a text holds `: ` or ` #`, begins with a sign that means something, or is not indented as the line above it."
        "Het bestand is geen goede YAML. Meestal staat er `: ` of ` #` in een tekst, begint een tekst met een bijzonder teken, of is een regel anders ingesprongen dan de regel erboven."
        "content/pages/over.yaml": "title: Over deze site: wat, voor wie" => "title: \"Over deze site: wat, voor wie\"";
    ALIAS_EXPANSION = "alias-expansion", Error, true;
        "YAML can repeat a value by name. A few lines can so become more values than fit in the memory of a computer."
        "YAML kan een waarde herhalen met een naam. Een paar regels worden zo meer waarden dan er in het geheugen van een computer passen."
        "content/pages/over.yaml": "a: &a [x, x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\ne: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]\nf: [*e, *e]" => "aliases: [colofon]";
    TOO_DEEP = "too-deep", Error, true;
        "Lists within lists go 64 deep at most. No record needs more than six."
        "Een lijst in een lijst gaat hoogstens 64 diep. Geen pagina heeft er meer dan zes nodig."
        "content/pages/over.yaml": "aliases: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[colofon" => "aliases: [colofon]";
    DUPLICATE_KEY = "duplicate-key", Error, true;
        "A key stands once in its map. Of two, programs keep the first or the last, so what a reader sees would be chance."
        "Een sleutel staat er één keer. Van twee bewaart het ene programma de eerste en het andere de laatste; wat de lezer ziet zou toeval zijn."
        "content/pages/over.yaml": "title: Over ons\ntitle: Over deze site" => "title: Over deze site";
    UNKNOWN_KEY = "unknown-key", Error, true;
        "Only keys that the kind of record has are read. An unknown one is mostly a slip of the pen, and its text would silently not be shown."
        "Alleen de sleutels van dit soort pagina worden gelezen. Een onbekende is meestal een tikfout, en de tekst erachter zou ongemerkt wegblijven."
        "content/pages/over.yaml": "sumary: Wat dit is." => "summary: Wat dit is.";
    MISSING_KEY = "missing-key", Error, true;
        "A page needs this key: without it a part that readers count on would be empty."
        "Een pagina heeft deze sleutel nodig: anders is een deel leeg waar lezers op rekenen."
        "content/site.yaml": "doors:\n  - { title: Hulp, path: /contact/ }" => "doors:\n  - { title: Hulp, text: Wie je kunt bellen., path: /contact/ }";
    WRONG_TYPE = "wrong-type", Error, true;
        "A date, a number, a text and a list are each written in their own way, and this key takes another one than stands here."
        "Een datum, een getal, een tekst en een lijst schrijf je elk op een eigen manier, en bij deze sleutel hoort iets anders dan er staat."
        "content/pages/over.yaml": "updated: 20 november 2026" => "updated: 2026-11-20";
    UNKNOWN_WORD = "unknown-word", Error, true;
        "This key takes one of a fixed set of words: filters and headings are made of them."
        "Bij deze sleutel hoort een van een vaste rij woorden: daar worden filters en koppen van gemaakt."
        "content/modules/voorlichting.yaml": "function: frontofice" => "function: frontoffice";
    EMPTY_TEXT = "empty-text", Error, true;
        "A text that is there says something. An empty one would be a heading without words, or a link that a screen reader cannot name."
        "Een tekst die er staat zegt iets. Een lege zou een kop zonder woorden zijn, of een link die een schermlezer niet kan noemen."
        "content/pages/over.yaml": "summary: \"\"" => "summary: Wat dit is.";
    FIRM_RULE = "firm-rule", Error, true;
        "A site can set how bad it is to break a rule, but not for this one: without it a page could not be made, or a visitor be harmed. `explain` without a code says which are firm."
        "Een site kan instellen hoe erg het is om een regel te breken, maar bij deze niet: zonder die regel kan een pagina niet gemaakt worden, of loopt een bezoeker gevaar. `explain` zonder code zegt welke regels vast zijn."
        "content/site.yaml": "rules: { never-publish: warn }" => "rules: { long-sentence: warn }";
    UNKNOWN_FOLDER = "unknown-folder", Error, true;
        "The folder of a file says what kind of record it is. In a folder without a meaning it would not become a page."
        "De map van een bestand zegt wat voor pagina het is. In een map zonder betekenis wordt het geen pagina."
        "content/paginas/over.yaml": "title: Over deze site" => "title: Over deze site" in "content/pages/over.yaml";
    UNKNOWN_FILE = "unknown-file", Error, true;
        "The folder of a language holds `contact.yaml`, `contacts.yaml`, `regio.yaml` and `pages/`. Under another name a text would not be shown."
        "In de map van een taal staan `contact.yaml`, `contacts.yaml`, `regio.yaml` en `pages/`. Onder een andere naam komt een tekst niet op de site."
        "content/ar/kontakt.yaml": "updated: 2026-11-20" => "updated: 2026-11-20" in "content/ar/contact.yaml";
    BAD_HIDE = "bad-hide", Error, true;
        "`hide: true` in a layer removes the record below it. With other keys beside it nobody can tell whether it is to be removed or changed."
        "`hide: true` in een laag haalt de pagina eronder weg. Staat er nog iets bij, dan is niet te zien of die weg moet of anders."
        "content/pages/over.yaml": "hide: true\ntitle: Over onze regio" => "title: Over onze regio";
    NOTHING_TO_HIDE = "nothing-to-hide", Error, true;
        "A layer hides a record that is not there: it was renamed or removed below, and the layer may have to follow."
        "Een laag verbergt een pagina die er niet is: zij heet eronder anders of is weg, en de laag moet misschien mee veranderen."
        "content/pages/colofon.yaml": "hide: true" => "hide: true" in "content/pages/over.yaml";
    MISSING_FILE = "missing-file", Error, true;
        "Without this file there is no site: its name, its navigation or its most important page stands in it."
        "Zonder dit bestand is er geen site: haar naam, haar menu of haar belangrijkste pagina staat erin."
        "content/site.yaml": "# dit bestand is er niet" => "title: Meldwijzer";
}
