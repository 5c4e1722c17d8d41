//! What records say, alone and together.

super::rules! {
    BAD_ID = "bad-id", Error, true;
        "The name of a file is a part of its address: small letters, digits and `-`. Other signs become `%C3%AB` in an address, which nobody can read out."
        "De naam van een bestand is een deel van het adres: kleine letters, cijfers en `-`. Andere tekens worden in een adres `%C3%AB`, en dat leest niemand voor."
        "content/glossary/proef.yaml": "entries:\n  - { id: Cliënt, title: Cliënt, text: Wie hulp krijgt., sources: [{ source: bron }] }" => "entries:\n  - { id: client, title: Cliënt, text: Wie hulp krijgt., sources: [{ source: bron }] }";
    DUPLICATE_ID = "duplicate-id", Error, true;
        "A link names a record by its id alone. With two of one name nobody can tell which is meant."
        "Een link noemt een pagina alleen bij haar id. Zijn er twee met dezelfde naam, dan is niet te zien welke er bedoeld is."
        "content/glossary/proef.yaml": "entries:\n  - { id: client, title: Cliënt, text: Wie hulp krijgt., sources: [{ source: bron }] }\n  - { id: client, title: Hulpvrager, text: Wie hulp vraagt., sources: [{ source: bron }] }" => "entries:\n  - { id: client, title: Cliënt, text: Wie hulp krijgt., sources: [{ source: bron }] }\n  - { id: hulpvrager, title: Hulpvrager, text: Wie hulp vraagt., sources: [{ source: bron }] }";
    FORMER_WITHOUT_PAGE = "former-without-page", Error, true;
        "A former id leads from an old address to that of today. What shares a page with others never had an address of its own."
        "Een vroeger id leidt van een oud adres naar dat van nu. Wat een pagina deelt met andere had nooit een eigen adres."
        "content/glossary/proef.yaml": "former: [woordenlijst]" => "former: [uitleg]" in "content/pages/over.yaml";
    FORMER_IN_USE = "former-in-use", Error, true;
        "An address that a page has today cannot lead to another one as well."
        "Een adres dat een pagina nu heeft, kan niet ook naar een andere leiden."
        "content/pages/over.yaml": "former: [voorlichting]" => "former: [uitleg]";
    FORMER_TWICE = "former-twice", Error, true;
        "An old address leads to one page, so one record says that it had that id."
        "Een oud adres leidt naar één pagina, dus één bestand zegt dat het dat id had."
        "content/pages/over.yaml": "former: [uitleg, uitleg]" => "former: [uitleg]";
    UNKNOWN_REFERENCE = "unknown-reference", Error, true;
        "What is named here is no record. Where a record was removed, every place that names it is shown, each with a mark of its own."
        "Wat hier genoemd wordt is geen pagina. Is een pagina weggehaald, dan wordt elke plek getoond die haar noemt, elk met een eigen streep."
        "content/modules/voorlichting.yaml": "uses: [eerste-gespreck]" => "uses: [eerste-gesprek]";
    WRONG_KIND = "wrong-kind", Error, true;
        "The record is there, but of another kind than this key leads to: a module leads to modules, a citation to a source."
        "De pagina is er wel, maar van een ander soort dan hier hoort: een module leidt naar modulen, een verwijzing naar een bron."
        "content/modules/voorlichting.yaml": "uses: [stalking]" => "uses: [eerste-gesprek]";
    EMPTY_LIST = "empty-list", Error, true;
        "This list has at least one item: its heading would stand over nothing."
        "Deze lijst heeft minstens één onderdeel: anders staat haar kop boven niets."
        "content/modules/voorlichting.yaml": "goals: []" => "goals: [Meer mensen kennen het steunpunt.]";
    NO_SOURCE = "no-source", Error, false;
        "Every fact has a source, so that a reader can check it and an editor can tell later whether it still holds."
        "Elk feit heeft een bron. Zo kan een lezer het nagaan, en ziet een redacteur later of het nog klopt."
        "content/modules/voorlichting.yaml": "sources: []" => "sources:\n  - { source: bron, section: \"4.11\" }";
    FUTURE_DATE = "future-date", Error, false;
        "A text was changed, read or checked on a day that has been. A later one is a slip of the pen, and would make an old fact look fresh."
        "Een tekst is veranderd, gelezen of nagekeken op een dag die al geweest is. Een latere dag is een tikfout, en laat een oud feit nieuw lijken."
        "content/pages/over.yaml": "updated: 2062-11-20" => "updated: 2026-11-20";
    DUPLICATE_NUMBER = "duplicate-number", Error, true;
        "A number names one module, and a code one municipality: readers and other programs find them by it."
        "Een nummer hoort bij één module en een code bij één gemeente: lezers en andere programma's vinden ze daarmee."
        "content/modules/voorlichting.yaml": "number: \"4.1\"" => "number: \"4.11\"";
    NUMBER_AND_NAME = "number-and-name", Error, true;
        "The file of step 2 is named `stap-2.yaml`: links and the address say the number, too."
        "Het bestand van stap 2 heet `stap-2.yaml`: ook links en het adres noemen het nummer."
        "content/meldcode/steps/stap-2.yaml": "number: 3" => "number: 2";
    NUMBER_GAP = "number-gap", Error, true;
        "The meldcode has five steps, and the afwegingskader five questions (Besluit verplichte meldcode huiselijk geweld en kindermishandeling, art. 2)."
        "De meldcode heeft vijf stappen, en het afwegingskader vijf vragen (Besluit verplichte meldcode huiselijk geweld en kindermishandeling, art. 2)."
        "content/meldcode/steps/stap-5.yaml": "hide: true" => "number: 5";
    NUMBER_RANGE = "number-range", Error, true;
        "The law names five steps of the meldcode, and the afwegingskader asks five questions: each has a number from 1 to 5 (Besluit verplichte meldcode huiselijk geweld en kindermishandeling, art. 2)."
        "De wet noemt vijf stappen van de meldcode, en het afwegingskader stelt vijf vragen: elk heeft een nummer van 1 tot en met 5 (Besluit verplichte meldcode huiselijk geweld en kindermishandeling, art. 2)."
        "content/meldcode/steps/stap-5.yaml": "number: 6" => "number: 5";
    MODULE_GAP = "module-gap", Warning, false;
        "The modules of a chapter are numbered without a gap, as in the description of 2011: a number that is left out is a module that got lost, or a slip of the pen in the next one. An edition that hides modules, or has fewer than half of them, may leave out others."
        "De modulen van een hoofdstuk zijn doorlopend genummerd, zoals in de beschrijving van 2011. Ontbreekt er een nummer, dan is een module zoekgeraakt, of is het volgende nummer een tikfout. Een editie die modulen verbergt, of er minder dan de helft van heeft, mag nummers overslaan."
        "content/modules/voorlichting.yaml": "number: \"4.3\"" => "number: \"4.2\"";
    WEIGHING_PATH = "weighing-path", Error, true;
        "Of the answers to a question of the afwegingskader one leads to the next, and after the fifth none does. Otherwise a reader would walk in a circle or get stuck."
        "Van de antwoorden op een vraag van het afwegingskader leidt er één naar de volgende, en na de vijfde geen. Anders loopt een lezer in een kring of vast."
        "content/meldcode/weighing/vraag-2.yaml": "'no': { text: Nee., outcome: volgende }" => "'no': { text: Nee., outcome: melden }";
    MISSING_ENDING = "missing-ending", Error, true;
        "An answer leads to a page that says what to do, and that page is not there."
        "Een antwoord leidt naar een pagina die zegt wat je doet, en die pagina is er niet."
        "content/meldcode/endings/melden.yaml": "hide: true" => "title: Melden";
    UNKNOWN_ENDING = "unknown-ending", Error, true;
        "A page in `endings/` is named after an outcome that answers have. Under another name no answer leads to it."
        "Een pagina in `endings/` heet naar iets waar een antwoord toe kan leiden. Onder een andere naam leidt geen antwoord erheen."
        "content/meldcode/endings/bellen.yaml": "title: Bellen\nsummary: Wat je doet.\nsources: [{ source: bron }]\nupdated: 2026-11-20\nbody: Wat bellen is.\ndo: [Bel.]\nrecord: [Schrijf op dat je belde.]" => "title: Melden" in "content/meldcode/endings/melden.yaml";
    CONTACT_STATUS = "contact-status", Error, true;
        "A number that does not work, or not yet, costs somebody in need a call, and perhaps the courage for another."
        "Een nummer dat het niet of nog niet doet kost iemand in nood een telefoontje, en misschien de moed voor een tweede."
        "content/contacts/veilig-thuis.yaml": "status: ended" => "status: active";
    BAD_NUMBER = "bad-number", Error, true;
        "A telephone number becomes a link that dials, so it holds digits, spaces, `-` and `+` only."
        "Een telefoonnummer wordt een link die belt. Er staan dus alleen cijfers, spaties, `-` en `+` in."
        "content/contacts/veilig-thuis.yaml": "channels:\n  - { type: phone, value: 0800 BEL NU }" => "channels:\n  - { type: phone, value: \"0800-2000\" }";
    URGENT_CONTACT = "urgent-contact", Error, true;
        "112 and 0800-2000 come first on the contact page: who is in danger reads no further than the top."
        "112 en 0800-2000 staan bovenaan de contactpagina: wie in gevaar is leest niet verder dan de bovenkant."
        "content/contacts/veilig-thuis.yaml": "order: 3" => "order: 2";
    BAD_PATH = "bad-path", Error, true;
        "The address of a page begins and ends with `/`, with small letters, digits and `-` in between."
        "Het adres van een pagina begint en eindigt met `/`, met kleine letters, cijfers en `-` ertussen."
        "content/pages/over.yaml": "path: over" => "path: /over/";
    NOT_TRANSLATED = "not-translated", Error, true;
        "A language has every contact with every channel: who reads that language would miss a way to help."
        "Een taal heeft elk contact met elk kanaal: wie die taal leest zou anders een weg naar hulp missen."
        "content/ar/contacts.yaml": "contacts:\n  - { id: alarmnummer, title: \"112\", summary: In danger., channels: [{ hours: always }] }" => "contacts:\n  - { id: alarmnummer, title: \"112\", summary: In danger., channels: [{ hours: always }] }\n  - { id: veilig-thuis, title: Veilig Thuis, summary: Advice., channels: [{ cost: free }] }";
    UNKNOWN_LANGUAGE = "unknown-language", Error, true;
        "The folder of a language has words in the theme: buttons, labels and the exit must speak it, too."
        "Bij de map van een taal horen woorden in het thema: ook knoppen, labels en de uitgang spreken die taal."
        "content/fr/regio.yaml": "title: Votre région\nsummary: Cherchez votre commune.\nupdated: 2026-11-20\nsources: [{ source: bron }]\nintro: Choisissez.\nexplanation: Choisissez votre commune." => "updated: 2026-11-20" in "content/ar/regio.yaml";
    BAD_GROUP = "bad-group", Error, true;
        "A group has at least one person, and no more at least than at most."
        "Een groep heeft minstens één deelnemer, en `min` is niet groter dan `max`."
        "content/training/courses/cursus-proeven.yaml": "group: { min: 12, max: 6 }" => "group: { min: 6, max: 12 }";
    NO_TIME = "no-time", Error, true;
        "Every part of a session takes time: a plan with parts of no minutes cannot be given."
        "Elk onderdeel kost tijd: een programma met onderdelen van nul minuten kun je niet geven."
        "content/training/exercises/oefening-proeven.yaml": "steps:\n  - { minutes: 0, text: Kijk naar het bord. }\n  - { minutes: 60, text: Proef en praat. }" => "steps:\n  - { minutes: 20, text: Kijk naar het bord. }\n  - { minutes: 40, text: Proef en praat. }";
    MINUTES = "minutes", Error, false;
        "The parts take as long together as the whole says: a trainer plans the room and the break by it."
        "De onderdelen duren samen zo lang als het geheel zegt: daar plant een trainer de zaal en de pauze op."
        "content/training/exercises/oefening-proeven.yaml": "minutes: 45" => "minutes: 60";
    FEW_ANSWERS = "few-answers", Error, true;
        "A question of a self-test has at least two answers: otherwise there is nothing to choose."
        "Een vraag van een zelftoets heeft minstens twee antwoorden: anders valt er niets te kiezen."
        "content/training/quizzes/toets-proef.yaml": "questions:\n  - question: Wat doe je eerst?\n    choice: one\n    answers:\n      - { text: Kijken., right: true, feedback: Kijken komt eerst. }\n    source: { source: bron }" => "questions:\n  - question: Wat doe je eerst?\n    choice: one\n    answers:\n      - { text: Kijken., right: true, feedback: Kijken komt eerst. }\n      - { text: Proeven., right: false, feedback: Eerst kijk je. }\n    source: { source: bron }";
    NO_RIGHT_ANSWER = "no-right-answer", Error, true;
        "A question of a self-test has an answer that is right: otherwise nobody can answer it."
        "Een vraag van een zelftoets heeft een goed antwoord: anders kan niemand haar beantwoorden."
        "content/training/quizzes/toets-proef.yaml": "questions:\n  - question: Wat doe je eerst?\n    choice: one\n    answers:\n      - { text: Kijken., right: false, feedback: Kijken komt eerst. }\n      - { text: Proeven., right: false, feedback: Eerst kijk je. }\n    source: { source: bron }" => "questions:\n  - question: Wat doe je eerst?\n    choice: one\n    answers:\n      - { text: Kijken., right: true, feedback: Kijken komt eerst. }\n      - { text: Proeven., right: false, feedback: Eerst kijk je. }\n    source: { source: bron }";
    RIGHT_ANSWERS = "right-answers", Error, true;
        "Where one answer can be chosen, one is right. With more, a good answer would be called wrong."
        "Waar je één antwoord kiest, is er één goed. Zijn het er meer, dan heet een goed antwoord fout."
        "content/training/quizzes/toets-proef.yaml": "questions:\n  - question: Wat zijn smaken?\n    choice: one\n    answers:\n      - { text: Zout., right: true, feedback: Zout is een smaak. }\n      - { text: Zoet., right: true, feedback: Zoet is een smaak. }\n    source: { source: bron }" => "questions:\n  - question: Wat zijn smaken?\n    choice: more\n    answers:\n      - { text: Zout., right: true, feedback: Zout is een smaak. }\n      - { text: Zoet., right: true, feedback: Zoet is een smaak. }\n    source: { source: bron }";
    TWO_GRADES = "two-grades", Error, false;
        "A page answers a judged question best, well or fairly: one of these. The measure of the search would count it twice."
        "Een pagina beantwoordt een proefvraag het best, goed of redelijk: een van die drie. De meting van het zoeken zou haar dubbel tellen."
        "index/queries.yaml": "bar: { success_at_3: 0, ndcg_at_10: 0, agreement: 0 }\nquestions:\n  - { ask: meldcode, tag: exact, split: tune, best: [meldcode], good: [meldcode] }" => "bar: { success_at_3: 0, ndcg_at_10: 0, agreement: 0 }\nquestions:\n  - { ask: meldcode, tag: exact, split: tune, best: [meldcode] }";
    WRONG_TAG = "wrong-tag", Error, false;
        "A judged question is `negative` where no page answers it, and only there."
        "Een proefvraag is `negative` als geen pagina haar beantwoordt, en alleen dan."
        "index/queries.yaml": "bar: { success_at_3: 0, ndcg_at_10: 0, agreement: 0 }\nquestions:\n  - { ask: recept, tag: negative, split: tune, best: [meldcode] }" => "bar: { success_at_3: 0, ndcg_at_10: 0, agreement: 0 }\nquestions:\n  - { ask: recept, tag: negative, split: tune }";
    NO_PERIOD = "no-period", Error, false;
        "A record that says what changed since (`since`, `state`) says which time the rest is about (`period`): otherwise history reads like today."
        "Wie zegt wat er sindsdien is veranderd (`since`, `state`), zegt ook over welke tijd de rest gaat (`period`): anders leest geschiedenis als nu."
        "content/instruments/methoden.yaml": "entries:\n  - id: rihg\n    title: RiHG\n    text: Een lijst om risico's te wegen.\n    state: Nu vervangen door een andere lijst.\n    sources: [{ source: bron }]" => "entries:\n  - id: rihg\n    title: RiHG\n    period: \"2007-2014\"\n    text: Een lijst om risico's te wegen.\n    state: Nu vervangen door een andere lijst.\n    sources: [{ source: bron }]";
    DUPLICATE_NAME = "duplicate-name", Warning, false;
        "Within one kind a title or alias names one record or entry. Of two that are called the same, nobody can tell in a list or a search result which is meant."
        "Binnen één soort hoort een titel of alias bij één pagina of onderdeel. Heten er twee hetzelfde, dan is in een lijst of bij het zoeken niet te zien welke bedoeld is."
        "content/modules/voorlichting.yaml": "aliases: [intake]" => "aliases: [bijeenkomst]";
    ORPHAN_PAGE = "orphan-page", Warning, false;
        "A free page that no text, no entry of the navigation and no footer leads to is found by nobody."
        "Een vrije pagina waar geen tekst, geen menu en geen voettekst naar leidt vindt niemand."
        "content/pages/colofon.yaml": "title: Colofon\nsummary: Wie deze site maakt.\nupdated: 2026-11-20\npath: /colofon/\nbody: Wij." => "navigation:\n  - { title: Colofon, path: /colofon/ }" in "content/site.yaml";
    STALE_CONTACT = "stale-contact", Warning, false;
        "A way to reach help is read again at its source every half year: numbers and hours change without notice. The days stand in `site.yaml` under `freshness`."
        "Hoe je hulp bereikt wordt elk half jaar opnieuw nagekeken bij de bron: nummers en tijden veranderen zonder bericht. De dagen staan in `site.yaml` bij `freshness`."
        "content/regions/hollands-midden.yaml": "checked: { on: 2026-03-01, source: bron, source_date: \"2025\", certainty: verified }" => "checked: { on: 2026-11-20, source: bron, source_date: \"2025\", certainty: verified }";
    EXPIRED_CONTACT = "expired-contact", Error, false;
        "A way to reach help that nobody has checked for more than a year is not published. The days stand in `site.yaml` under `freshness`."
        "Hoe je hulp bereikt komt niet op de site als dat langer dan een jaar niet is nagekeken. De dagen staan in `site.yaml` bij `freshness`."
        "content/regions/hollands-midden.yaml": "checked: { on: 2025-03-01, source: bron, source_date: \"2025\", certainty: verified }" => "checked: { on: 2026-11-20, source: bron, source_date: \"2025\", certainty: verified }";
    BAD_FRESHNESS = "bad-freshness", Error, true;
        "The warning that a contact must be checked comes before the error: otherwise it comes too late."
        "De waarschuwing dat een contact nagekeken moet worden komt vóór de fout: anders komt zij te laat."
        "content/site.yaml": "freshness: { warn: 400, error: 180 }" => "freshness: { warn: 180, error: 400 }";
    HTTP_SOURCE = "http-source", Warning, false;
        "The address of a source begins with `https://`: on `http://` anybody on the way can read which page is asked for, and change it."
        "Het adres van een bron begint met `https://`: bij `http://` kan iedereen onderweg zien welke pagina wordt opgevraagd, en haar veranderen."
        "content/sources/bron.yaml": "url: http://example.org/rapport" => "url: https://example.org/rapport";
}
