//! How a text is written.

super::rules! {
    TODO = "todo", Error, true;
        "Where `TODO` stands somebody must still write: `meldwijzer new` puts it in new files. A visitor should not find a page that is half done."
        "Waar `TODO` staat moet nog iemand schrijven: `meldwijzer new` zet dat in een nieuw bestand. Een bezoeker vindt geen pagina die half af is."
        "content/pages/over.yaml": "summary: TODO" => "summary: Wat dit is en voor wie.";
    LINE_BREAK = "line-break", Error, true;
        "This text stands on one line wherever it is shown: as a title, in a list, in a search result."
        "Deze tekst staat overal op één regel: als titel, in een lijst, bij wat iemand zoekt."
        "content/pages/over.yaml": "summary: |-\n  Wat dit is\n  en voor wie." => "summary: Wat dit is en voor wie.";
    UNSEEN_SIGN = "unseen-sign", Error, true;
        "A sign that nobody sees comes along when a text is pasted. It breaks a file that another program reads, or turns the digits of a telephone number round."
        "Een teken dat niemand ziet komt mee als je een tekst plakt. Het maakt een bestand stuk dat een ander programma leest, of keert de cijfers van een telefoonnummer om."
        "content/pages/over.yaml": "title: \"Over\\u2028ons\"" => "title: Over ons";
    HEADING_HERE = "heading-here", Error, true;
        "This text is one paragraph, or an item of a list: a heading in it would tear the page apart."
        "Deze tekst is één alinea of een onderdeel van een lijst: een kop erin scheurt de pagina uit elkaar."
        "content/site.yaml": "modules_intro: \"# Modulen\"" => "modules_intro: De modulen.";
    LIST_HERE = "list-here", Error, true;
        "This text is one paragraph, or an item of a list. A number with a stop, or a `-`, at its start makes a list of it."
        "Deze tekst is één alinea of een onderdeel van een lijst. Een getal met een punt, of een `-`, aan het begin maakt er een lijst van."
        "content/site.yaml": "modules_intro: 21. modulen op een rij." => "modules_intro: Er zijn 21 modulen.";
    HEADING_LEVEL = "heading-level", Error, true;
        "The title of a page is its only heading of the first level: screen readers let people jump from heading to heading (WCAG 2.2, 1.3.1)."
        "De titel van een pagina is de enige kop van het eerste niveau: met een schermlezer spring je van kop naar kop (WCAG 2.2, 1.3.1)."
        "content/pages/over.yaml": "body: \"# Wie wij zijn\"" => "body: \"## Wie wij zijn\"";
    RAW_HTML = "raw-html", Error, true;
        "A text is Markdown and no HTML: so no text can bring in a script, a picture of somebody else, or a page that is not accessible."
        "Een tekst is Markdown en geen HTML. Zo kan geen tekst een script, een plaatje van een ander of iets ontoegankelijks binnenbrengen."
        "content/pages/over.yaml": "body: Bel <b>nu</b>." => "body: Bel **nu**.";
    IMAGE = "image", Error, true;
        "A text holds no pictures: they weigh more than all words together, and who cannot see them misses what they say."
        "In een tekst staan geen plaatjes: ze wegen meer dan alle woorden samen, en wie ze niet ziet mist wat ze zeggen."
        "content/pages/over.yaml": "body: \"![De vijf stappen](stappen.png)\"" => "body: Er zijn vijf stappen.";
    NEVER_PUBLISH = "never-publish", Error, true;
        "Some advice endangers who follows it: a silent call to 112 is broken off (minister, 7 March 2022), 116 is not in service (letter to parliament, 18 December 2025), and no site can promise that nothing is traced."
        "Sommige raad brengt wie haar volgt in gevaar: een 112-gesprek waarin niemand iets zegt wordt afgebroken (minister, 7 maart 2022), 116 is niet in gebruik (Kamerbrief van 18 december 2025), en geen site kan beloven dat er geen sporen blijven."
        "content/pages/over.yaml": "body: Bel 112 en zwijg." => "body: \"Kun je niet praten? Gebruik de app van 112.\"";
    BAD_LINK = "bad-link", Error, true;
        "A link leads to a record by `id:`, so that it follows when a page moves, or to another site by `https:`, so that nobody on the way can read or change it."
        "Een link leidt met `id:` naar een eigen pagina, zodat hij meegaat als die verhuist, of met `https:` naar een andere site, zodat niemand onderweg meeleest of iets verandert."
        "content/pages/over.yaml": "body: Lees over [de meldcode](/meldcode/)." => "body: Lees over [de meldcode](id:meldcode).";
    UNKNOWN_LINK = "unknown-link", Error, true;
        "What this link names is no record: on the site it would lead nowhere."
        "Wat deze link noemt is geen pagina: op de site zou hij nergens heen leiden."
        "content/pages/over.yaml": "body: Lees over [voorlichting](id:voorlichtng)." => "body: Lees over [voorlichting](id:voorlichting).";
    UNKNOWN_ANCHOR = "unknown-anchor", Error, true;
        "The record is there, but has no part of this name: the reader would land at the top and look for it."
        "De pagina is er, maar heeft geen deel met deze naam: de lezer komt bovenaan uit en moet zoeken."
        "content/pages/over.yaml": "body: Lees [de doelen](id:voorlichting#doel)." => "body: Lees [de doelen](id:voorlichting#doelen).";
    HARD_TO_READ = "hard-to-read", Error, false;
        "A page for citizens scores at least 65 by Flesch-Douma, with at most 12 words per sentence on average: about B1, which most adults read without effort (W.H. Douma, De leesbaarheid van landbouwbladen, 1960)."
        "Een pagina voor burgers haalt minstens 65 op de schaal van Flesch-Douma, met gemiddeld hoogstens 12 woorden per zin: ongeveer B1, wat de meeste volwassenen zonder moeite lezen (W.H. Douma, De leesbaarheid van landbouwbladen, 1960)."
        "content/regio.yaml": "explanation: Consultatiemogelijkheden behoeven verduidelijking door gespecialiseerde medewerkers. Gedragsdeskundigen inventariseren veiligheidsrisico's. Samenwerkingsverbanden organiseren ondersteuningsmogelijkheden. Verantwoordelijkheden worden vastgelegd in samenwerkingsovereenkomsten. Toekomstverwachtingen beïnvloeden besluitvormingsprocessen. Multidisciplinaire organisaties coördineren." => "explanation: Je kiest eerst je gemeente. Dan zie je wie er bij je in de buurt is. Weet je niet waar je woont of ben je ver weg? Dan kun je ook bellen. Dat mag dag en nacht. Het kost geen geld.";
    LONG_SENTENCE = "long-sentence", Error, false;
        "A sentence for citizens has at most 20 words. Who is under stress loses the thread of a longer one."
        "Een zin voor burgers heeft hoogstens 20 woorden. Wie gespannen is raakt in een langere de draad kwijt."
        "content/contact.yaml": "intro: Kijkt er iemand mee terwijl je dit leest, neem dan als dat kan het apparaat van iemand die je goed kent en helemaal vertrouwt." => "intro: Kijkt er iemand mee? Neem dan het apparaat van iemand die je vertrouwt.";
    JARGON = "jargon", Error, false;
        "A page for citizens uses no words of the field, or links them to what they mean. The words stand in `site.yaml` under `jargon`."
        "Een pagina voor burgers gebruikt geen vakwoorden, of maakt er een link van naar wat ze betekenen. De woorden staan in `site.yaml` bij `jargon`."
        "content/contact.yaml": "intro: Vraag naar casusregie." => "intro: Vraag wie de hulp regelt.";
    HEADING_SKIPPED = "heading-skipped", Error, false;
        "Headings go one level down at a time. Who jumps from heading to heading with a screen reader takes a level that is left out for a part that was missed (WCAG 2.2, 1.3.1)."
        "Koppen gaan één niveau tegelijk omlaag. Wie met een schermlezer van kop naar kop springt denkt bij een overgeslagen niveau een stuk te missen (WCAG 2.2, 1.3.1)."
        "content/pages/over.yaml": "body: |-\n  ## Wie wij zijn\n\n  #### Ons werk" => "body: |-\n  ## Wie wij zijn\n\n  ### Ons werk";
    LINK_TEXT = "link-text", Error, false;
        "The words of a link say where it leads: screen readers list them without the text around. `Here` says nothing, and an address is read out sign by sign (WCAG 2.2, 2.4.4 and 2.4.9)."
        "De woorden van een link zeggen waar hij heen leidt: een schermlezer somt ze op zonder de tekst eromheen. `Hier` zegt niets, en een adres wordt teken voor teken voorgelezen (WCAG 2.2, 2.4.4 en 2.4.9)."
        "content/pages/over.yaml": "body: Meer over de meldcode lees je [hier](id:meldcode)." => "body: Lees meer over [de meldcode](id:meldcode).";
    TABLE_HEAD = "table-head", Error, false;
        "Every column of a table has a name in the first row: a screen reader says it with each cell. Only the corner above the names of the rows may be empty (WCAG 2.2, 1.3.1)."
        "Elke kolom van een tabel heeft een naam in de eerste rij: een schermlezer zegt die bij elke cel. Alleen de hoek boven de namen van de rijen mag leeg zijn (WCAG 2.2, 1.3.1)."
        "content/pages/over.yaml": "body: |-\n  |  |  |\n  |---|---|\n  | Bellen | 0800-2000 |" => "body: |-\n  | Hoe | Waar |\n  |---|---|\n  | Bellen | 0800-2000 |";
    LONG_SUMMARY = "long-summary", Warning, false;
        "A summary stands under a title in every list and search result: at most 160 signs, two lines on a wide screen, in at most two sentences."
        "Een samenvatting staat in elke lijst en bij elk zoekresultaat onder de titel: hoogstens 160 tekens, twee regels op een breed scherm, in hoogstens twee zinnen."
        "content/pages/over.yaml": "summary: Wat dit is. Voor wie het is. Hoe het werkt." => "summary: Wat dit is, voor wie het is en hoe het werkt.";
    UNKNOWN_ABBREVIATION = "unknown-abbreviation", Warning, false;
        "An abbreviation is one that the reader can look up here: it stands in the glossary, the register or the list of organisations, or is written out on the same page. Those that everybody knows stand in `site.yaml` under `abbreviations`."
        "Een afkorting kan de lezer hier opzoeken: zij staat bij de begrippen, in het register of bij de organisaties, of is op dezelfde pagina voluit geschreven. Wat iedereen kent staat in `site.yaml` bij `abbreviations`."
        "content/pages/over.yaml": "body: Wij werken met de VNG." => "body: Wij werken met de Vereniging van Nederlandse Gemeenten (VNG).";
    DEAD_NAME = "dead-name", Warning, false;
        "What has another name today is not spoken of as if it were there: who calls for it calls in vain. The names are the abbreviations of the glossary with `replaced_by`. A record or entry with `period`, and a sentence with a year or a word such as `toen`, speaks of the past and may use them."
        "Over wat nu anders heet schrijf je niet alsof het er nog is: wie ernaar zoekt belt voor niets. De namen zijn de afkortingen bij de begrippen met `replaced_by`. Een pagina of onderdeel met `period`, en een zin met een jaartal of een woord als `toen`, gaat over vroeger en mag ze gebruiken."
        "content/pages/over.yaml": "body: Het SHG geeft advies." => "body: Tot 2015 gaf het SHG advies.";
    CHAT_HOURS = "chat-hours", Error, true;
        "When a chat is open changes, and nobody tells. Who may only have this one moment must not find it closed: say `kijk of de chat open is`, and no hours."
        "Wanneer een chat open is verandert, en niemand meldt dat. Wie misschien alleen dit moment heeft mag geen dichte chat vinden: zeg `kijk of de chat open is`, en geen tijden."
        "content/pages/over.yaml": "body: De chat is open van 9.00 tot 22.00 uur." => "body: Kijk op de site of de chat open is.";
}
