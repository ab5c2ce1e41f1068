"""A language becomes the abbreviations that take a full stop: data for `sentences.py`.

Words are written without their last full stop. The key "" holds what all languages share.
What is not listed ends a sentence before a capital, so "etc." and "Ltd." need no entry.
"""


def _words(table: dict[str, str]) -> dict[str, frozenset[str]]:
    return {language: frozenset(words.casefold().split()) for language, words in table.items()}


# A name or a noun follows: these never end a sentence.
INNER = _words(
    {
        "": "dr prof ing mag mr mrs st dipl vs cf ca tel e.g i.e",
        "bg": "напр проф доц инж арх акад ген полк ул бул пл кв гр обл общ вкл вж срв св ок хил"
        " млн млрд тел им рег ред гл т.нар",
        "cs": "tj tzv např resp mgr bc doc mudr judr phdr rndr ul nám tř sv gen plk por tis mil"
        " mld cca popř příp zejm pozn srov hl",
        "da": "hr fr frk f.eks eks bl.a dvs evt inkl ekskl jf afd mio mia hhv pga vedr civ cand",
        "de": "bzw evtl ggf inkl zzgl vgl hrsg hl bspw sog geb mind mio mrd tsd frl",
        "el": "δηλ κ κα κος κκ δις βλ πρβλ καθ αναπλ επίκ δρ εκ εκατ δισ χιλ αγ λεωφ υπ τηλ π.χ",
        "en": "ms messrs gen col capt rev sgt lt gov sen rep esp approx viz dept univ assoc incl",
        "es": "sr sra sres srta dra dña ud uds ee uu ej gral av avda lic dpto admón aprox",
        "et": "nt nn st vt hr pr dots sh näit vrd ingl lüh",
        "fi": "esim ks vrt mm nk milj mrd tri dos toim ns huom ml sis",
        "fr": "m mm mme mlle me pr ex env éd av boul bd ste resp",
        "ga": "m.sh tuas uas toll oll .i teil",
        "hr": "npr tj tzv odn sc doc oec iur gđa gđica gosp sv ul mil mlrd tis usp cca red akad"
        " prim inž odv",
        "hu": "pl ún ill kb id ifj özv vö ld mrd mill szerk ford tkp ref",
        "it": "sig sigg dott avv geom sen on es ca lett",
        "lt": "pvz angl lot vok pranc doc habil gyd inž šv vad red sk mln mlrd tūkst pav kun t.y",
        "lv": "piem apm doc tūkst milj mljrd sk skat t.i t.s",
        "mt": "eż p.eż mons inż onor",
        "nl": "dhr mevr mw ir drs bijv nl afd resp evt incl excl jhr",
        "pl": "np tzw tj tzn m.in ul al pl os św hab inż mgr lic doc red gen płk kpt ks bp sp tys"
        " mln mld ok por zob wg im dot ww ds wyd oprac",
        "pt": "sr sra srs dra exmo exma exa eng arq av ex aprox",
        "ro": "dl dna str bd ex conf lect acad aprox",
        "sk": "tj tzv napr resp mgr bc doc mudr judr phdr rndr ul nám sv gen tis mil mld cca popr"
        " príp pozn porov hl",
        "sl": "npr oz tj ga gos gdč doc inž univ akad sv ul mio mrd tis prim gl slov angl nem red"
        " t.i t.j t.im cca pribl",
        "sv": "hr fr t.ex ex bl.a dvs d.v.s milj mrd resp f.d s.k jfr inkl exkl civ",
    }
)

# A number follows: before anything else they are plain words ("eine neue Art. Dann …").
BEFORE_NUMBER = _words(
    {
        "": "art nr no str vol fig p pp kap cap tab par",
        "bg": "чл ал стр бр т фиг табл",
        "cs": "čl odst č obr",
        "da": "stk pkt kl s",
        "de": "abs abb s tz ziff rn",
        "el": "αρ άρθ σελ παρ κεφ εικ πίν",
        "en": "nos sec ch para",
        "es": "núm pág págs apdo",
        "et": "lk tn mnt pst lg",
        "fi": "nro klo puh s art",
        "fr": "n° chap al",
        "ga": "lch lgh uimh alt",
        "hr": "čl br odl",
        "hu": "sz old bek",
        "it": "pag pagg num",
        "lt": "psl pav lent straipsn",
        "lv": "lpp plkst tālr att",
        "mt": "nru paġ sez",
        "nl": "blz lid hfst",
        "pl": "godz pkt ust poz rys lit",
        "pt": "núm pág págs",
        "ro": "alin pag lit",
        "sk": "čl ods č obr",
        "sl": "čl št odst sl",
        "sv": "kl s",
    }
)

# These look like initials or inner abbreviations, but usually end a sentence before a capital.
CLOSING = _words(
    {
        "": "a.m p.m",
        "bg": "т.н г",
        "da": "m.m o.l m.fl",
        "el": "κ.λπ κ.ά κ.α κ.τ.λ κ.ο.κ τ.μ π.μ μ.μ",
        "lv": "u.c u.tml",
        "nl": "e.d e.a",
        "pl": "r",
        "ro": "ș.a ș.a.m.d",
        "sv": "m.m o.s.v m.fl",
    }
)

# "15. praks": a number with a full stop is an ordinal in these.
ORDINAL_LANGUAGES = frozenset({"cs", "da", "de", "et", "fi", "hr", "hu", "lv", "pl", "sk", "sl"})
