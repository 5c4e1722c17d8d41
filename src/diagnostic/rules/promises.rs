//! What the finished site must keep to.

super::rules! {
    RESERVED_PATH = "reserved-path", Error, true;
        "Browsers keep what lies in `/assets/` and `/search/` for a year, since the names in there change with what they hold. A page there would stay as it was."
        "Browsers bewaren wat in `/assets/` en `/search/` staat een jaar, omdat de namen daar veranderen met de inhoud. Een pagina zou er blijven zoals zij was."
        "content/pages/over.yaml": "path: /assets/over/" => "path: /over/";
    SAME_PATH = "same-path", Error, true;
        "Every page has an address of its own. Of two at one address only one would be on the site; on many disks names that differ in capitals are one, too."
        "Elke pagina heeft een eigen adres. Van twee op één adres komt er maar één op de site; op veel schijven zijn namen die alleen in hoofdletters verschillen ook dezelfde."
        "content/pages/over.yaml": "path: /modules/" => "path: /over/";
    DEAD_LINK = "dead-link", Error, true;
        "Every link, picture, script and form of a page leads to a file of the site. Links in texts are checked where they stand; this is about what the theme writes, its words and `base_url`."
        "Elke link, elk plaatje, script en formulier van een pagina leidt naar een bestand van de site. Links in teksten worden op hun eigen plaats gecontroleerd; dit gaat over wat het thema schrijft, over zijn woorden en over `base_url`."
        "themes/default/templates/home.html": "<a href=\"module/\">Modulen</a>" => "<a href=\"modules/\">Modulen</a>";
    DEAD_ANCHOR = "dead-anchor", Error, true;
        "What follows the `#` of a link is the `id` of something on the page that it leads to (HTML Standard, \"Scrolling to a fragment\")."
        "Wat achter het `#` van een link staat is de `id` van iets op de pagina waar zij heen leidt (HTML Standard, \"Scrolling to a fragment\")."
        "themes/default/templates/home.html": "<a href=\"modules/#module\">Modulen</a>" => "<a href=\"modules/#inhoud\">Modulen</a>";
    THIRD_PARTY = "third-party", Error, true;
        "No page asks another site for anything: that site would see who visits, and when. Who looks for help may be watched."
        "Geen pagina vraagt iets aan een andere site: die zou zien wie er komt, en wanneer. Wie hulp zoekt wordt misschien in de gaten gehouden."
        "themes/default/templates/home.html": "<img src=\"https://example.com/telefoon.png\" alt=\"\">" => "<p>Bel 0800-2000.</p>";
    REFERRER = "referrer", Error, true;
        "A link to another site has `rel=\"noreferrer\"`. Without it that site is told from which page the visitor came (HTML Standard, \"Link type noreferrer\")."
        "Een link naar een andere site heeft `rel=\"noreferrer\"`. Anders hoort die site van welke pagina de bezoeker komt (HTML Standard, \"Link type noreferrer\")."
        "themes/default/templates/home.html": "<a href=\"https://veiligthuis.nl/\">Veilig Thuis</a>" => "<a href=\"https://veiligthuis.nl/\" rel=\"noreferrer\">Veilig Thuis</a>";
    SCRIPT = "script", Error, true;
        "No script stores anything on the device, adds to the history, reports what a visitor does, or makes code out of text."
        "Geen script bewaart iets op het apparaat, voegt iets toe aan de geschiedenis, meldt wat een bezoeker doet of maakt code van tekst."
        "themes/default/js/main.js": "localStorage.setItem('dicht', '1');" => "document.documentElement.classList.add('dicht');";
    INLINE_SCRIPT = "inline-script", Error, true;
        "Scripts stand in files. The policy of a page stops those within it, and so any that somebody could smuggle into a text (W3C, Content Security Policy Level 3)."
        "Scripts staan in bestanden. Het beleid van een pagina houdt een script in de pagina zelf tegen, en dus ook een dat iemand in een tekst smokkelt (W3C, Content Security Policy Level 3)."
        "themes/default/templates/home.html": "<button onclick=\"weg()\">Weg</button>" => "<a href=\"https://example.com/\" rel=\"noreferrer\">Weg</a>";
    INLINE_STYLE = "inline-style", Error, true;
        "Styles stand in files: the policy of a page stops a `style` attribute, so it would do nothing."
        "Opmaak staat in bestanden: het beleid van een pagina houdt een attribuut `style` tegen, dus het zou niets doen."
        "themes/default/templates/home.html": "<p style=\"color: red\">Bel 112.</p>" => "<p class=\"small\">Bel 112.</p>";
    DATA_BLOCK = "data-block", Error, true;
        "A block of data in a page is JSON. A `<` in it is written as `\\u003c`, so that no text can end the block and begin a script."
        "Een blok gegevens in een pagina is JSON. Een `<` erin staat als `\\u003c`, zodat geen tekst het blok kan sluiten en een script kan beginnen."
        "themes/default/templates/home.html": "<script type=\"application/ld+json\">{\"name\": \"a</script>" => "<script type=\"application/ld+json\">{\"name\": \"a\"}</script>";
    NO_POLICY = "no-policy", Error, true;
        "Every page carries its policy itself, so that it also holds where the host sends no headers."
        "Elke pagina heeft haar beleid bij zich, zodat het ook geldt bij een host die geen headers stuurt."
        "themes/default/templates/base.html": "<head>\n  <title>Start</title>" => "<head>\n  <meta http-equiv=\"Content-Security-Policy\" content=\"{{ policy }}\">\n  <title>Start</title>";
    CONTACT_ANCHOR = "contact-anchor", Error, true;
        "The contact page has no links to places in itself: each that is followed is a row in the history of the browser, on a page that should leave as few traces as can be."
        "De contactpagina heeft geen links naar plekken in zichzelf: elke keer dat iemand er een volgt komt er een regel in de geschiedenis bij, op een pagina die zo weinig mogelijk sporen hoort te geven."
        "themes/default/templates/contact.html": "<a href=\"#bellen\">Naar de nummers</a>" => "<p>Bel 0800-2000.</p>";
    CONTACT_WEIGHT = "contact-weight", Error, true;
        "The contact page is one file of at most 30 kB: on a bad connection it is there in one go."
        "De contactpagina is één bestand van hoogstens 30 kB: ook bij een slechte verbinding staat zij er in één keer."
        "themes/default/templates/contact.html": "<p>een tekst van 40 kB</p>" => "<p>Bel 0800-2000.</p>";
}
