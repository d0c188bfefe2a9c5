package org.radiologygpt.deid;

import java.util.regex.Pattern;

/**
 * The kinds of 45 CFR 164.514(b)(2) that a form gives away. Group 1, where there is one, is the identifier; the rest is its
 * label and stays.
 *
 * <p>All repeats are bounded or possessive: time grows with the length of the text only.
 */
enum SafeHarborPattern {
    WEB_ADDRESS(PhiKind.URL, "(?i)\\b(?:https?|ftp)://[^\\s\"<>]{1,500}+|\\bwww\\.[^\\s\"<>]{1,300}+"),
    E_MAIL(PhiKind.EMAIL, "(?<![\\w.+-])[\\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,5}"),
    OBJECT_IDENTIFIER(PhiKind.UID, "(?<![\\w.])[0-2](?:\\.(?:0|[1-9]\\d{0,38})){5,40}+(?![\\w])"),
    SOCIAL_SECURITY(
            PhiKind.SSN,
            "(?<![\\w-])\\d{3}[- ]\\d{2}[- ]\\d{4}(?![\\w-])|(?i:\\bSSN|social security(?: number| no\\.?| #)?)[\\s:#]{0,4}([\\dX*]{3}[- ]?[\\dX*]{2}[- ]?\\d{4})"),
    PHONE_NUMBER(
            PhiKind.PHONE,
            "(?<![\\w.-])(?:\\+?1[ .-]?)?(?:\\(\\d{3}\\)[ -]?|\\d{3}[ .-])\\d{3}[ .-]\\d{4}(?![\\w-])(?:\\s{0,2}(?:x|ext\\.?|extension)\\s{0,2}\\d{1,6})?"
                    + "|(?<![\\w.-])\\+\\d{1,3}(?:[ .-]\\(?\\d{1,5}\\)?){2,5}(?![\\w-])"),
    LOCAL_PHONE(PhiKind.PHONE, "(?<![\\w./-])[2-9]\\d{2}-\\d{4}(?![\\w-])"),
    LABELLED_PHONE(
            PhiKind.PHONE,
            "(?i)\\b(?:phone|telephone|tel|fax|pager|beeper|cell|mobile|vocera|spectralink|call-?back(?: number)?|extension|ext|dial|ph)[.:#]{0,2}\\s{0,3}(?:number|no\\.?|#)?\\s{0,2}:?\\s{0,2}(?:is\\s|at\\s)?(\\+?\\(?\\d[\\d .()-]{2,18}\\d)"),
    SHORT_EXTENSION(PhiKind.PHONE, "(?i)(?=x)(?<=\\b(?:at|call|or|number|contact|,)\\s)(x\\s?\\d{4,6})\\b"),
    RECORD_NUMBER(
            PhiKind.MRN,
            "(?i)\\b(?:MRN|MR\\s?#|MR\\sno\\.?|med(?:ical)?\\.?\\srec(?:ord)?(?:\\s(?:no\\.?|number|num|#))?|patient\\s(?:id|number|no\\.?)|pt\\.?\\s?id|hospital\\s(?:no\\.?|number)|chart\\s(?:no\\.?|number|#))[\\s:#=]{0,5}((?=[A-Z\\d-]{0,12}\\d)[A-Z\\d][A-Z\\d-]{2,24})"),
    ACCESSION_NUMBER(
            PhiKind.ACCESSION,
            "(?i)\\b(?:acc(?:ession)?)\\.?(?:\\s{0,2}(?:#|no\\.?|number|num|numbers|nos\\.?))?[\\s:#=]{0,5}((?=[A-Z./_-]{0,12}\\d)(?<=[#:=.\\s])[A-Z\\d][A-Z\\d./_-]{1,30}[A-Z\\d])"),
    LABELLED_NUMBER(
            PhiKind.ID,
            "(?i)\\b(?:account|acct|visit|encounter|order|requisition|policy|plan|member|beneficiary|subscriber|insurance|licen[sc]e|certificate|NPI|DEA|VIN|plate|serial|device|lot|job|dictation|document|confirmation|report|voice|transcription|exam|study|case|specimen)\\s{0,2}"
                    + "(?:(?:id|identifier|no\\.?|number|num|code|job)[\\s:#=]{0,4}|[:#=]{1,2}\\s{0,3}|#\\s{0,3})((?=[A-Z/_-]{0,12}\\d)[A-Z\\d][A-Z\\d/_-]{2,30})"),
    HASHED_NUMBER(PhiKind.ID, "(?i)(?=[A-Z\\d-])(?<=#\\s{0,2})((?=[A-Z-]{0,8}\\d{4})[A-Z\\d-]{4,30})\\b"),
    INTERNET_ADDRESS(
            PhiKind.IP,
            "(?<![\\w.])(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?![\\w.]\\w)|(?<![\\w:])(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}(?![\\w:])"),
    CITY_STATE_ZIP(
            PhiKind.ADDRESS,
            "(?<![\\p{L}])(?:\\p{Lu}[\\p{L}.'-]{1,24}\\s){0,2}\\p{Lu}[\\p{L}.'-]{1,24},\\s{0,2}"
                    + "(?:A[LKZR]|C[AOT]|D[EC]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY])\\.?,?\\s{1,3}\\d{5}(?:-\\d{4})?(?!\\d)"),
    ZIP_CODE(
            PhiKind.ADDRESS,
            "(?i:\\b(?:zip(?:\\s?code)?|postal\\scode))[\\s:#]{0,4}(\\d{5}(?:-\\d{4})?)|(?<![\\w./-])(\\d{5}-\\d{4})(?![\\w-])"),
    POST_BOX(PhiKind.ADDRESS, "(?i)\\bP\\.?\\s?O\\.?\\s?Box\\s\\d{1,8}"),
    STREET(
            PhiKind.ADDRESS,
            "(?<![\\w./-])\\d{1,6}[A-Z]?\\s(?:(?:[NSEW]|North|South|East|West|[NS][EW])\\.?\\s)?(?:(?:\\p{Lu}[\\p{L}.'-]{1,24}|\\d{1,3}(?:st|nd|rd|th))\\s){1,3}"
                    + "(?:Street|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Court|Place|Parkway|Pkwy|Highway|Hwy|Terrace|Trail|Way|St|Dr|Ct|Cir)\\b(?!\\s(?:of|to)\\b)\\.?"
                    + "(?:,?\\s(?:Apt|Apartment|Suite|Ste|Unit|#)\\.?\\s?#?\\w{1,6})?|(?<![\\w./-])\\d{1,6}\\s(?:\\p{Lu}{2,24}\\s){1,2}(?:STREET|AVENUE|AVE|ROAD|BOULEVARD|BLVD|LANE|DRIVE|PARKWAY|HIGHWAY)\\b"),
    OLD_AGE(
            PhiKind.AGE,
            "(?i)(?<![\\w./-])(9\\d|1[0-2]\\d)(?=[\\s-]{0,2}(?:y/?\\.?\\s?o\\b|yrs?\\.?[\\s-](?:old|of)|years?[\\s-](?:old|of\\sage)|yo[mf]?\\b|-?year-?\\s?old))"
                    + "|(?<![\\w./-])(9\\d|1[0-2]\\d)(?=[MF]\\b)|(?=[91])(?<=\\b(?:age|aged)[:\\s]{1,3})(9\\d|1[0-2]\\d)(?!\\d|\\.\\d|\\s?(?:%|[cm]m))"
                    + "|\\b(ninet(?:y|ieth)(?:[\\s-](?:one|two|three|four|five|six|seven|eight|nine))?|one hundred(?:[\\s-](?:and[\\s-])?\\w{3,6})?)(?=[\\s-]years?[\\s-](?:old|of\\sage))"),
    LONG_NUMBER(
            PhiKind.ID,
            "(?<![\\w.,-])(?!(?:19|20)\\d{2}-(?:19|20)\\d{2}(?!\\d))(?=[A-Za-z]{0,6}-?\\d{1,12}(?:-\\d{1,12}){1,3}(?![\\w]))(?=(?:[A-Za-z-]{0,9}\\d){7})[A-Za-z]{0,6}-?\\d{1,12}(?:-\\d{1,12}){1,3}|(?<![A-Za-z0-9.,])[A-Za-z]{0,6}\\d{6,40}+[A-Za-z0-9]{0,20}|(?<![\\w.])(?=\\w{0,8}[A-Za-z])(?=(?:[A-Za-z]{0,3}\\d){5})[A-Za-z\\d]{6,24}\\b");

    private final PhiKind kind;
    private final Pattern pattern;

    SafeHarborPattern(PhiKind kind, String regex) {
        this.kind = kind;
        this.pattern = Pattern.compile(regex);
    }

    PhiKind kind() {
        return kind;
    }

    Pattern pattern() {
        return pattern;
    }
}
