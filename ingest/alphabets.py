"""A language becomes the letters beyond ASCII that it is written with: data for `decoding.py`."""

ALPHABETS: dict[str, frozenset[str]] = {
    language: frozenset(letters)
    for language, letters in {
        "bg": "абвгдежзийклмнопрстуфхцчшщъьюяѝ",
        "cs": "áčďéěíňóřšťúůýž",
        "da": "æøåé",
        "de": "äöüß",
        "el": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
        "en": "éè",
        "es": "áéíñóúü",
        "et": "äõöüšž",
        "fi": "äöåšž",
        "fr": "àâæçéèêëîïôœùûüÿ",
        "ga": "áéíóú",
        "hr": "čćđšž",
        "hu": "áéíóöőúüű",
        "it": "àèéìòùî",
        "lt": "ąčęėįšųūž",
        "lv": "āčēģīķļņšūž",
        "mt": "ċġħżàèìòù",
        "nl": "éëïèöüá",
        "pl": "ąćęłńóśźż",
        "pt": "áâãàçéêíóôõúü",
        "ro": "ăâîșțşţ",
        "sk": "áäčďéíĺľňóôŕšťúýž",
        "sl": "čšž",
        "sv": "åäöé",
    }.items()
}
