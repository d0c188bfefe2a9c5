package org.radiologygpt.deid;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The kinds of 45 CFR 164.514(b)(2) that a form gives away. Group 1, where there is one, is the identifier; the rest is its
 * label and stays.
 *
 * <p>Each form is tried only where it can begin. All repeats are bounded or possessive: time grows with the length of the
 * text only.
 */
enum SafeHarborPattern {
    /** {@code https://…}, {@code www.…}, {@code hxxp://…}; what ends a sentence or closes a bracket is not part of it. */
    WEB_ADDRESS(
            PhiKind.URL,
            Anchor.word(
                    "http",
                    "https",
                    "hxxp",
                    "hxxps",
                    "ftp",
                    "ftps",
                    "sftp",
                    "www",
                    "pacs",
                    "dicom",
                    "dicomweb",
                    "wado",
                    "file",
                    "smb"),
            "(?i)(?:[a-z]{3,8}(?::|\\[:\\])//|www\\d?(?:\\.|\\[\\.\\]))" + Labels.REST + "(?:(?<=[/_=&?-])\\n"
                    + Labels.REST + ")?"),
    /** {@code portal.lakeside-imaging.org/results}, {@code PACS01.LOCAL:8080/viewer?acc=1}, without a scheme. */
    DOMAIN(
            PhiKind.URL,
            Anchor.at(Place.DOTTED),
            "(?<![\\w@.-])[A-Za-z0-9][A-Za-z0-9-]{0,40}+\\.(?:[A-Za-z0-9-]{1,40}\\.){0,4}(?:" + Labels.TOP_DOMAIN
                    + "\\b(?![\\w@-])(?::\\d{2,5})?(?:[/?#](?:" + Labels.REST + ")?)?|" + Labels.COUNTRY_DOMAIN
                    + "(?::\\d{2,5})?[/?]" + Labels.REST + "|(?<=\\.[A-Za-z0-9-]{1,40}\\.)" + Labels.COUNTRY_DOMAIN
                    + "\\b(?![\\w@-]))"),
    /** {@code website: w3 dot example dot org slash results}, as dictated. */
    SPOKEN_WEB_ADDRESS(
            PhiKind.URL,
            Anchor.word("website", "site", "web", "portal", "url", "link", "online", "www", "visit"),
            "(?i)(?:(?:website|site|web|portal|url|link|online|visit)(?:\\s(?:is|at|on|address|via|page)){0,2}[:\\s]{1,3})?"
                    + "((?:[a-z0-9-]{1,40}\\s(?:dot|\\(dot\\)|\\[dot\\])\\s){1,4}(?:com|org|net|edu|gov|health|info|io|co|us|uk|ca)\\b(?:\\sslash\\s[a-z0-9-]{1,40}){0,4})"),
    /** {@code Link: pacs01/viewer?acc=1}. */
    LABELLED_WEB_ADDRESS(
            PhiKind.URL,
            Anchor.word("url", "link", "viewer", "website", "hyperlink"),
            "(?i)[a-z]{3,9}\\s?:\\s{0,3}((?=[a-z][\\w.:-]{0,60}[/?])[a-z]" + Labels.REST + ")"),
    E_MAIL(
            PhiKind.EMAIL,
            Anchor.localPart(),
            "(?<![\\w.+-])[\\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,5}"),
    /** {@code j.doe at clinic dot org}, as dictated. */
    SPOKEN_E_MAIL(
            PhiKind.EMAIL,
            Anchor.word("email", "mail"),
            "(?i)e?-?mail(?:ed)?(?:\\saddress)?(?::|\\sis|\\sto|\\sat)?\\s{1,2}([a-z0-9._-]{2,40}\\s(?:at|\\(at\\)|\\[at\\])\\s[a-z0-9-]{2,40}\\s?(?:dot|\\(dot\\)|\\[dot\\]|\\.)\\s?[a-z]{2,6})"),
    OBJECT_IDENTIFIER(PhiKind.UID, Anchor.at(Place.POINTED), "(?<![\\w.])[0-2](?:\\.\\d{1,39}){5,40}+(?![\\w])"),
    SOCIAL_SECURITY(PhiKind.SSN, Anchor.at(Place.GROUPED), "(?<![\\w-])\\d{3}[- ]\\d{2}[- ]\\d{4}(?![\\w-])"),
    LABELLED_SOCIAL_SECURITY(
            PhiKind.SSN,
            Anchor.word("ssn", "social", "ss"),
            "(?i)(?:SSN|social\\s(?:security|insurance)|SS\\s?#)(?:\\s(?:number|no\\.?|#))?(?:\\s(?:is|ending(?:\\sin)?))?[\\s:#]{0,4}((?:[\\dX*]{3}[- .]?[\\dX*]{2}[- .]?)?\\d{4})(?!\\d)"),
    PHONE_NUMBER(
            PhiKind.PHONE,
            Anchor.at(Place.GROUPED),
            "(?<![\\w.-])(?:\\+?1[ .-]?)?(?:\\(\\d{3}\\)[ -]?\\n?|\\d{3}[ ./-]\\n?)\\d{3}[ .-]\\n?\\d{4}(?![\\w-])(?:,?\\s{0,2}(?:x|X|ext\\.?|Ext\\.?|EXT\\.?|extension)\\s{0,2}\\d{2,6})?"),
    INTERNATIONAL_PHONE(
            PhiKind.PHONE,
            Anchor.at(Place.INTERNATIONAL),
            "(?<![\\w.-])(?:\\+|00)\\d{1,3}(?:[ .\\n-]?\\(?\\d{1,5}\\)?){2,6}(?![\\w-])(?<=\\d)"),
    /** {@code 020 7946 0958}, {@code 01 45 67 89 10}. */
    NATIONAL_PHONE(
            PhiKind.PHONE,
            Anchor.at(Place.GROUPED),
            "(?<![\\w./-])\\(?0\\d{1,4}\\)?(?:[ -]\\d{2,4}){2,4}(?![\\w-]|\\.\\d)(?<=\\d{3}|(?:\\d\\d[ -]){4}\\d\\d)"),
    LOCAL_PHONE(PhiKind.PHONE, Anchor.at(Place.GROUPED), "(?<![\\w./-])[2-9]\\d{2}-\\d{4}(?![\\w-])"),
    LABELLED_PHONE(
            PhiKind.PHONE,
            Anchor.word(
                    "phone",
                    "telephone",
                    "tel",
                    "fax",
                    "pager",
                    "beeper",
                    "cell",
                    "mobile",
                    "vocera",
                    "spectralink",
                    "call",
                    "callback",
                    "extension",
                    "ext",
                    "dial",
                    "ph",
                    "ascom",
                    "dect",
                    "pgr",
                    "page",
                    "paged",
                    "facsimile",
                    "hotline",
                    "desk",
                    "contact",
                    "reachable"),
            "(?i)(?:phone|telephone|tel|fax|facsimile|pager|pgr|beeper|cell|mobile|vocera|spectralink|ascom|dect|page|paged|hotline|desk|contact|reachable|call-?\\s?back|call|extension|ext|dial|ph)(?:\\s(?:phone|line|extension|ext\\.?|pager))?[.:#]{0,2}\\s{0,3}(?:number|no\\.?|#)?\\s{0,2}:?\\s{0,2}(?:is\\s|at\\s|on\\s)?(?:x|#)?(\\+?\\(?\\d[\\d .()-]{2,18}\\d)(?!\\d|[\\w/.]?\\w|\\s?(?:[cm]m|%|ml|hours|hrs|am|pm|a\\.m|p\\.m)\\b)"),
    SHORT_EXTENSION(
            PhiKind.PHONE,
            Anchor.word("x", "ext", "extension"),
            "(?i)(?:ext(?:ension)?[.:]?\\s{0,2}#?(?:x\\s?)?\\d{3,6}|(?<!\\d\\s?)x\\s?\\d{4,6})(?![\\w-]|\\.\\d)"),
    RECORD_NUMBER(
            PhiKind.MRN,
            Anchor.word(
                    "mrn",
                    "mr",
                    "med",
                    "medical",
                    "patient",
                    "pt",
                    "hospital",
                    "chart",
                    "nhs",
                    "emrn",
                    "unit",
                    "mpi",
                    "epi",
                    "record",
                    "hosp"),
            "(?i)(?:e?MRN|MPI|EPI|MR\\s?#|MR\\sno\\.?|med(?:ical)?\\.?\\srec(?:ord)?\\.?(?:\\s(?:no\\.?|number|num|#))?|patient\\s(?:id|identifier|number|no\\.?|#)|pt\\.?\\s?(?:id|#)|(?:hospital|hosp\\.?|nhs|unit|record)\\s(?:no\\.?|number|num|#)|chart\\s(?:no\\.?|number|#))[\\s:#=]{0,5}(?:is\\s)?((?=[A-Z\\d -]{0,12}\\d)(?:[A-Z\\d][A-Z\\d-]{2,24}|\\d{3}\\s\\d{3}\\s\\d{3,4}|\\d{2}\\s\\d{2}\\s\\d{2}))\\b"),
    ACCESSION_NUMBER(
            PhiKind.ACCESSION,
            Anchor.word("acc", "accession", "accn"),
            "(?i)acc(?:ession|n)?\\.?(?:\\s{0,2}(?:#|no\\.?|number|num|numbers|nos\\.?|id))?[\\s:#=]{0,5}(?:is\\s)?((?=[A-Z./_-]{0,12}\\d)(?<=[#:=.\\s])[A-Z\\d][A-Z\\d./_-]{1,30}[A-Z\\d])"),
    LABELLED_NUMBER(
            PhiKind.ID,
            Anchor.word(Labels.NUMBERED),
            "(?i)[a-z]{2,14}(?:'s)?(?:\\s(?:card|plan|order|plate|file|license|job|voice|reading|mask|license))?\\.?\\s{0,2}"
                    + "(?:(?:id|identifier|no\\.?|number|num|code|job)[\\s:#=]{0,4}(?:is\\s)?|[:#=]{1,2}\\s{0,3}|#\\s{0,3})"
                    + Labels.VALUE),
    /** Labels strong enough to need no {@code number} or colon. */
    NAMED_NUMBER(
            PhiKind.ID,
            Anchor.word(Labels.STRONG),
            "(?i)[a-z]{1,12}(?:/n)?(?:'?s)?(?:\\s(?:license|plates?|template|scan|code))?(?:[\\s:#=.]{1,4}|\\sis\\s)"
                    + Labels.VALUE + "(?![\\w.]\\w)"),
    /** {@code Health Plan ID HU9586054 46}, {@code Account: V00 926 22819}. */
    GROUPED_NUMBER(
            PhiKind.ID,
            Anchor.word(
                    "plan", "account", "acct", "policy", "member", "subscriber", "medicare", "medicaid", "beneficiary"),
            "(?i)[a-z]{4,11}(?:\\s(?:id|no\\.?|number|#))?[\\s:#]{1,3}((?=[A-Z]{0,4}\\d)[A-Z0-9]{3,14}(?:[ \\n-][A-Z0-9]{2,8}(?<=\\d)){1,3})(?![\\w-])"),
    /** {@code group 61750}, {@code subject NSABP-333-LP}. */
    STUDY_SUBJECT(
            PhiKind.ID,
            Anchor.word("group", "subject", "participant", "enrollee", "randomization"),
            "(?i)(?:group|subject|participant|enrollee|randomization)(?:\\s(?:id|no\\.?|number|#))?[\\s:#]{1,3}((?:[A-Z]{2,8}-)?(?=[A-Z-]{0,6}\\d{3})[A-Z0-9-]{4,20})(?![\\w.]\\w)"),
    /** GS1 form of a unique device identifier: {@code (01)00643169007222(17)250101(21)A1}. */
    DEVICE_IDENTIFIER(
            PhiKind.ID,
            Anchor.at(Place.GROUPED),
            "\\(01\\)\\s?\\d{14}(?:\\s?\\((?:10|11|17|21|240)\\)\\s?[A-Za-z0-9-]{1,20}){0,4}"),
    HARDWARE_ADDRESS(
            PhiKind.ID, Anchor.at(Place.HEXADECIMAL), "(?i)(?<![\\w:-])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![\\w:-])"),
    INTERNET_ADDRESS(
            PhiKind.IP,
            Anchor.at(Place.POINTED),
            "(?<![\\w.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\w.]\\w|\\w)(?::\\d{2,5}\\b)?(?:/(?:" + Labels.REST + ")?)?"),
    INTERNET_ADDRESS_6(
            PhiKind.IP,
            Anchor.at(Place.HEXADECIMAL),
            "(?<![\\w:])(?:(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|(?:[0-9a-fA-F]{1,4}:){1,6}(?::[0-9a-fA-F]{1,4}){1,6})(?![\\w:])"),
    /** Behind a state; what stands before the code stays, or is found as a city. */
    STATE_ZIP_CODE(
            PhiKind.ADDRESS,
            Anchor.word(Labels.STATES),
            "(?:[A-Z]{2}|\\p{L}{4,13}|[a-z]{2})\\.?,?\\s{1,3}(\\d{5}(?:-\\d{4}|-)?)(?!\\d|\\.\\d|-\\d)"),
    ZIP_CODE(
            PhiKind.ADDRESS,
            Anchor.word("zip", "postal", "zipcode", "postcode"),
            "(?i)(?:zip(?:\\s?code)?|post(?:al\\s)?\\s?code)(?:\\sis|\\sof)?[\\s:#]{0,4}(\\d{5}(?:-\\d{4})?|[A-Z]{1,2}\\d[A-Z\\d]?\\s?\\d[A-Z]{2}|[A-Z]\\d[A-Z]\\s?\\d[A-Z]\\d)\\b"),
    LONG_ZIP_CODE(PhiKind.ADDRESS, Anchor.at(Place.GROUPED), "(?<![\\w./-])\\d{5}-\\d{4}(?![\\w-])"),
    /** {@code SW1A 1AA}. */
    FOREIGN_POST_CODE(
            PhiKind.ADDRESS,
            Anchor.at(Place.LETTERED),
            "(?<![\\w./-])(?!(?:[CLTS]\\d{1,2}|IV\\d?)\\s)[A-Z]{1,2}\\d{1,2}[A-Z]?\\s\\d[A-Z]{2}(?![\\w./-])"),
    POST_BOX(PhiKind.ADDRESS, Anchor.word("p", "po", "box"), "(?i)(?:P\\.?\\s?O\\.?\\s?)?Box\\s#?\\d{1,8}"),
    STREET(
            PhiKind.ADDRESS,
            Anchor.digitsBefore(Labels.LONGEST_STREET, Labels.STREETS),
            "(?<![\\w./-])\\d{1,6}[A-Z]?[ \\n](?:(?:[NSEW]|North|South|East|West|[NS][EW])\\.?\\s)?(?:(?:(?:St\\.|\\p{Lu}[\\p{L}'-]{1,24})|\\d{1,3}(?:st|nd|rd|th))\\s){1,5}"
                    + "(?:Street|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Court|Place|Parkway|Pkwy|Highway|Hwy|Terrace|Trail|Way|St|Dr|Ct|Cir|Circle|Loop|Square|Sq|Pike|Alley|Crescent|Row|Route|Turnpike|Close|Gardens|Pl|Ter)\\b(?!\\s(?:of|to)\\b)\\.?(?:\\s(?:[NSEW]|North|South|East|West|[NS][EW])\\b)?"
                    + Labels.UNIT
                    + "|(?<![\\w./-])\\d{1,6}[ \\n](?:[NSEW]\\.?\\s)?(?:\\p{Lu}{2,24}\\s){1,5}(?:STREET|AVENUE|AVE|ROAD|RD|BOULEVARD|BLVD|LANE|LN|DRIVE|PARKWAY|PKWY|HIGHWAY|HWY|TERRACE|CIRCLE|TRAIL)\\b\\.?"
                    + Labels.UNIT
                    + "|(?<![\\w./-])\\d{1,6}[ \\n](?:(?:\\p{Lu}{2,24}|\\d{1,3}(?:ST|ND|RD|TH))\\s){1,3}(?:ST|DR|CT|PL|WAY|COURT|PLACE|SQUARE)(?:\\.?(?=,?\\s(?:APT|UNIT|STE|SUITE|#)|,\\s\\p{Lu}|\\s\\d{1,5},))"
                    + Labels.UNIT
                    + "|(?<![\\w./-])\\d{1,6}[ \\n](?:\\p{L}{2,24}\\s){1,3}(?:street|avenue|ave|boulevard|blvd|lane|ln|parkway|pkwy|highway|hwy|terrace|(?:st|dr|pl|road|rd|court|drive|place|circle|way|trail|loop|square|cir|ct|ter|row|pike)(?=\\.?,|\\.?\\s\\d{1,5},))\\b\\.?"
                    + Labels.UNIT),
    /** {@code Hauptstrasse 12}, {@code rue de Rivoli 4}, {@code Route 66}. */
    FOREIGN_STREET(
            PhiKind.ADDRESS,
            Anchor.at(Place.NAME_BEFORE_DIGITS),
            "(?<![\\p{L}])(?:\\p{Lu}\\p{L}{5,30}+(?<=stra(?:ß|ss)e|str|weg|gasse|platz|allee)\\.?\\s\\d{1,4}[a-z]?\\b|(?:State |County |US |Interstate )?(?:Route|Hwy|Highway|Interstate)\\s\\d{1,4}\\b)"),
    /** Where in a hospital: {@code Room 412B}, {@code Bed 12}, {@code Ward 7B}. */
    ROOM(
            PhiKind.ADDRESS,
            Anchor.word(
                    "room", "rm", "ward", "bed", "bay", "suite", "cubicle", "pod", "ste", "apartment", "apt", "rms"),
            "(?i)(?:room|rm|ward|bed|bay|suite|ste|cubicle|pod|apartment|apt)\\.?(?:\\s(?:number|no\\.?))?[\\s:#]{1,3}(?=[A-Z-]{0,3}\\d)[A-Z]{0,3}-?\\d{1,5}(?:-?[A-Z]{1,2}|-\\d{1,3}[A-Z]?|/\\d{1,2})?(?![\\w.]\\w|\\s?(?:[cm]m|days?|hours?)\\b|\\w)(?:,?\\sbed\\s[A-Z\\d]{1,3}\\b)?"),
    /** {@code 4 West}, {@code 7 South Tower}. */
    NURSING_UNIT(
            PhiKind.ADDRESS,
            Anchor.digitsBefore(1, Labels.WINGS),
            "(?<![\\w./-])\\d{1,2}(?:[NSEW]-\\d{1,3}\\b|[ \\n-]?(?:North|South|East|West|Main|NORTH|SOUTH|EAST|WEST)(?:\\s(?:Tower|Wing|Pavilion|TOWER|WING))?)(?![\\w-]|\\s[A-Z][a-z])"),
    /** {@code RN, 3B}, {@code on 3B} before a full stop or the end of a line; grades and stages stand behind their own word. */
    LETTERED_WARD(
            PhiKind.ADDRESS,
            Anchor.at(Place.WARD),
            "(?<=\\b(?i:on|RN|nurse|from|to),?\\s|(?i:hospital|center|centre|clinic|infirmary|system|health|pavilion)\\s{1,3})(?!\\d{1,2}[Dd])\\d{1,2}-?[A-Ha-h](?=\\)|[.;,]|\\s*\\n|\\s?$|\\s{2})"),
    /** {@code Location: 2A}; segments, levels and lobes are where findings are. */
    LABELLED_UNIT(
            PhiKind.ADDRESS,
            Anchor.word("location", "loc", "unit"),
            "(?i)(?:loc(?:ation)?|unit):\\s{0,3}(?![^\\n]{0,24}(?:segment|zone|level|lobe|clock|[cm]m\\b|quadrant)|[TLCS]\\d)((?=[^\\n]{0,24}\\d)[A-Z0-9][A-Z0-9&-]{0,12}(?:\\s[A-Z0-9-]{1,10}){0,2})(?=\\s*\\n|\\s{2}|\\s?$|,)"),
    /** {@code West Wing 5}, {@code Pavilion A-4}, {@code MICU-7}, {@code ED bed 12}. */
    NAMED_UNIT(
            PhiKind.ADDRESS,
            Anchor.word(
                    "north",
                    "south",
                    "east",
                    "west",
                    "wing",
                    "tower",
                    "pavilion",
                    "unit",
                    "floor",
                    "building",
                    "annex",
                    "icu",
                    "micu",
                    "sicu",
                    "picu",
                    "nicu",
                    "cvicu",
                    "ticu",
                    "ccu",
                    "pacu",
                    "ed",
                    "er",
                    "l",
                    "stepdown",
                    "maternity",
                    "infusion",
                    "clinic",
                    "nsicu",
                    "cticu"),
            "(?:(?i)(?:(?:north|south|east|west)\\s)?(?:wing|tower|pavilion|annex|building)\\s(?=[A-Z-]{0,3}\\d)[A-Z]{0,2}-?\\d{1,3}[A-Z]?|(?:[A-Z]{0,4}ICU|CCU|PACU|L&D|stepdown|maternity|infusion\\ssuite)[- ](?:(?:bed|room|rm|bay|pod)\\s)?[A-Z]?\\d{1,3}[A-Z]?|(?:ED|ER)[ -](?:bed|room|rm|bay|pod)\\s(?:[A-Z]?\\d{1,3}[A-Z]?|[A-Z])|(?i:clinic)\\s[A-Z](?=\\s?\\n|\\s?$|,|\\s{2})|unit\\s\\d{1,2}-?[A-Z]|floor\\s\\d{1,2}|Unit\\s\\d{1,3})(?![\\w-]|\\.\\d|\\s?(?:[cm]m|mg|ml|units|%)(?!\\w))"),
    OLD_AGE(
            PhiKind.AGE,
            Anchor.at(Place.OLD_AGE),
            "(?i)(?<![\\w./-])(9\\d|1[0-2]\\d)(?=[\\s-]{0,2}(?:y/?\\.?\\s?o\\b|yrs?\\b|years?[\\s-](?:old|of\\sage|young|[mf]\\b|male|female|man|woman)|yo[mf]?\\b|-?year-?\\s?old|y[mf]?\\b(?!-)|(?:male|female|man|woman|lady|gentleman)\\b|th\\sbirthday))"
                    + "|(?<![\\w./-])(9\\d|1[0-2]\\d)(?=\\s?[MF]\\b(?!\\w|\\.\\d))(?<!(?:temp|ature|to|of|fever)\\s9\\d)|(?<![\\w./-])0(9\\d)(?=Y\\b)"),
    LABELLED_OLD_AGE(
            PhiKind.AGE,
            Anchor.word("age", "aged", "ages", "turned", "turning", "dob"),
            "(?i)(?:ages?|aged|turned|turning)(?:\\sof|\\sis)?[:\\s=]{1,3}(9\\d|1[0-2]\\d)(?!\\d|\\.\\d|\\s?(?:%|[cm]m|days?|weeks?|months?|degrees))"),
    SPELLED_OLD_AGE(
            PhiKind.AGE,
            Anchor.word("ninety", "ninetieth", "one", "hundred"),
            "(?i)((?:ninet(?:y|ieth)(?:[\\s-](?:one|two|three|four|five|six|seven|eight|nine))?|one[\\s-]hundred(?:[\\s-](?:and[\\s-])?(?!years?)\\w{3,6})?))(?=[\\s-](?:years?|yrs?\\.?|yo|y\\.?o\\.?)(?:[\\s-](?:old|of\\sage))?\\b)"),
    /** Not a number, but as telling: {@code in her nineties}. */
    DECADE_OF_OLD_AGE(
            PhiKind.AGE,
            Anchor.word(
                    "nineties",
                    "90",
                    "nonagenarian",
                    "centenarian",
                    "supercentenarian",
                    "mid",
                    "early",
                    "late",
                    "his",
                    "her",
                    "their"),
            "(?i)(?:nonagenarian|(?:super)?centenarian|(?:his|her|their)\\s(?:(?:early|mid|late)[\\s-])?(nineties|90'?s|hundreds))(?!\\w)"),
    SEPARATED_LONG_NUMBER(
            PhiKind.ID,
            Anchor.at(Place.LONG_CODE),
            "(?<![\\w.,-])(?!(?:19|20)\\d{2}-(?:19|20)\\d{2}(?!\\d))(?=[A-Za-z]{0,6}-?\\d{1,12}(?:-\\d{1,12}){1,3}(?![\\w]))(?=(?:[A-Za-z-]{0,9}\\d){7})[A-Za-z]{0,6}-?\\d{1,12}(?:-\\d{1,12}){1,3}"),
    LONG_NUMBER(
            PhiKind.ID,
            Anchor.at(Place.LONG_CODE),
            "(?<![A-Za-z0-9.,])(?:[A-Za-z]{0,6}|[A-Za-z]{1,4}-)\\d{6,40}+[A-Za-z0-9]{0,20}"),
    /** Letters and digits with at least five digits, no code of pregnancies ({@code G12P10203}), stages or diagnoses. */
    MIXED_CODE(
            PhiKind.ID,
            Anchor.at(Place.LONG_CODE),
            "(?<![\\w.])(?![Gg]\\d{1,2}[Pp]\\d|[cpy]{0,2}T\\d[a-d]?N|[A-TV-Z]\\d[0-9A-Z]\\.|\\d{1,4}[xX]\\d)(?=\\w{0,8}[A-Za-z])(?=(?:[A-Za-z]{0,3}\\d){5})[A-Za-z\\d]{6,24}\\b"),
    /** Pieces of letters and digits joined by hyphens: {@code RX-88A-4471}, {@code PM-4482-X}. */
    HYPHENATED_CODE(
            PhiKind.ID,
            Anchor.at(Place.CODE),
            "(?<![\\w./-])(?!(?:COVID|SARS|ICD|CPT|HCPCS|DSM|CD|IL|TNM|AJCC|RECIST|WHO|NCCN|FIGO|AO|Version|Grade|Type|CT|MR|MRI|PET|T|L|C|S)-\\d{1,2}\\b|[CTLS]\\d{1,2}-)(?:(?=[A-Z]{1,6}\\d{0,6}-)(?=[A-Z-]{0,10}(?:[A-Z-]{0,4}\\d){4})[A-Z]{1,6}\\d{0,6}(?:-[A-Z0-9]{1,12}){1,4}|[A-Z]{3,8}-\\d{3,8}-[A-Z0-9]{1,8}|\\d{1,6}-(?i:[A-Z]{1,4})-\\d{3,8})(?![\\w-]|\\.\\d)"),
    /** {@code #48213}. */
    HASHED_NUMBER(PhiKind.ID, Anchor.at(Place.HASHED), "(?<=#\\s{0,2})(?i)((?=[A-Z-]{0,8}\\d{4})[A-Z\\d-]{4,30})\\b");

    private final PhiKind kind;
    private final Anchor anchor;
    private final Pattern pattern;

    SafeHarborPattern(PhiKind kind, Anchor anchor, String regex) {
        this.kind = kind;
        this.anchor = anchor;
        this.pattern = Pattern.compile(regex);
    }

    PhiKind kind() {
        return kind;
    }

    Anchor anchor() {
        return anchor;
    }

    Pattern pattern() {
        return pattern;
    }

    /** Pieces of the forms. */
    private static final class Labels {
        /** Behind these a number follows where {@code number}, a colon or {@code #} stands between. */
        static final Set<String> NUMBERED = Set.of(
                "account",
                "acct",
                "visit",
                "encounter",
                "order",
                "requisition",
                "policy",
                "plan",
                "member",
                "beneficiary",
                "subscriber",
                "insurance",
                "license",
                "licence",
                "certificate",
                "npi",
                "dea",
                "vin",
                "plate",
                "serial",
                "device",
                "lot",
                "job",
                "dictation",
                "document",
                "confirmation",
                "conf",
                "report",
                "voice",
                "transcription",
                "exam",
                "study",
                "case",
                "specimen",
                "claim",
                "group",
                "medicare",
                "medicaid",
                "health",
                "passport",
                "driver",
                "drivers",
                "badge",
                "employee",
                "ticket",
                "authorization",
                "reference",
                "ref",
                "episode",
                "placer",
                "filler",
                "identifier",
                "id",
                "callback",
                "tracking",
                "catalog",
                "batch",
                "registration",
                "vehicle",
                "prescription",
                "enrollment",
                "contract",
                "invoice",
                "request",
                "trans",
                "trial",
                "station",
                "user",
                "scanner",
                "unit",
                "operator",
                "audit");
        /** Behind these it follows directly. */
        static final Set<String> STRONG = Set.of(
                "npi",
                "dea",
                "vin",
                "serial",
                "lot",
                "plate",
                "plates",
                "imei",
                "license",
                "licence",
                "csn",
                "har",
                "fin",
                "hicn",
                "mbi",
                "account",
                "acct",
                "badge",
                "udi",
                "passport",
                "job",
                "confirmation",
                "tag",
                "policy",
                "member",
                "encounter",
                "lic",
                "trans",
                "ssn",
                "ref",
                "sn",
                "s",
                "dl",
                "claim",
                "passcode",
                "password",
                "fingerprint",
                "voiceprint",
                "template");

        /** With which a street ends. */
        static final Set<String> STREETS = Set.of(
                "street",
                "avenue",
                "ave",
                "road",
                "rd",
                "boulevard",
                "blvd",
                "lane",
                "ln",
                "drive",
                "court",
                "place",
                "parkway",
                "pkwy",
                "highway",
                "hwy",
                "terrace",
                "trail",
                "way",
                "st",
                "dr",
                "ct",
                "cir",
                "circle",
                "loop",
                "square",
                "sq",
                "pike",
                "alley",
                "crescent",
                "row",
                "route",
                "turnpike",
                "close",
                "gardens",
                "pl",
                "ter");
        /** Tokens from the number of a house to the last word of its street: words in pieces, as {@code O'Hara-Smith}. */
        static final int LONGEST_STREET = 20;

        static final Set<String> WINGS = Set.of("n", "s", "e", "w", "north", "south", "east", "west", "main");

        static final Set<String> STATES = Set.of(
                "al",
                "ak",
                "az",
                "ar",
                "ca",
                "co",
                "ct",
                "de",
                "fl",
                "ga",
                "hi",
                "ia",
                "id",
                "il",
                "in",
                "ks",
                "ky",
                "la",
                "ma",
                "md",
                "me",
                "mi",
                "mn",
                "mo",
                "ms",
                "mt",
                "nc",
                "nd",
                "ne",
                "nh",
                "nj",
                "nm",
                "nv",
                "ny",
                "oh",
                "ok",
                "or",
                "pa",
                "ri",
                "sc",
                "sd",
                "tn",
                "tx",
                "ut",
                "va",
                "vt",
                "wa",
                "wi",
                "wv",
                "wy",
                "dc",
                "pr",
                "alabama",
                "alaska",
                "arizona",
                "arkansas",
                "california",
                "colorado",
                "connecticut",
                "delaware",
                "florida",
                "georgia",
                "hawaii",
                "idaho",
                "illinois",
                "indiana",
                "iowa",
                "kansas",
                "kentucky",
                "louisiana",
                "maine",
                "maryland",
                "massachusetts",
                "michigan",
                "minnesota",
                "mississippi",
                "missouri",
                "montana",
                "nebraska",
                "nevada",
                "hampshire",
                "jersey",
                "mexico",
                "york",
                "carolina",
                "dakota",
                "ohio",
                "oklahoma",
                "oregon",
                "pennsylvania",
                "island",
                "tennessee",
                "texas",
                "utah",
                "vermont",
                "virginia",
                "washington",
                "wisconsin",
                "wyoming",
                "columbia");
        /** The rest of a web address, without what ends a sentence or closes a bracket. */
        static final String REST = "[^\\s\"<>]{0,500}[^\\s\"<>.,;:!?)\\]}'*|]";
        /** Enough behind one name and a dot, all small or all capitals. */
        static final String TOP_DOMAIN =
                "(?:com|org|net|edu|gov|mil|info|io|health|med|care|clinic|hospital|cloud|app|online|local|lan|internal|intranet|corp"
                        + "|COM|ORG|NET|EDU|GOV|MIL|INFO|HEALTH|CLOUD|LOCAL|LAN|INTRANET|IO)";
        /** Enough with a path behind, or with two names before: {@code CHEST.US ABDOMEN} lacks a blank. */
        static final String COUNTRY_DOMAIN = "(?:uk|us|ca|au|nz|ie|eu|de|fr|es|nl|ch|co|ly|me|ai|gl|UK|CA|AU|EU)";

        /** Three digits at least; no year alone. */
        static final String VALUE =
                "((?:(?!is|no|of|id|at|in|on|to)(?:S/N:?|SN:?|[A-Z]{2,3})\\s{1,2})?(?!\\d{1,3}-?(?:year|yr|y/?o|month|day|week|view|mm|cm))(?!(?:19|20)\\d\\d(?![\\w-]))(?=[A-Z/_-]{0,12}\\d)(?=(?:[A-Z/_-]{0,12}\\d){3})[A-Z\\d][A-Z\\d/_-]{2,30})";
        /** A flat behind a street. */
        static final String UNIT =
                "(?:,?\\s(?:(?i:Apt|Apartment|Suite|Ste|Unit|Floor)\\.?\\s?#?\\w{1,6}|#\\s?\\w{1,6}|\\d{1,5}(?=,|\\s?\\n|\\s?$)))?";

        private Labels() {}
    }
}
