package org.radiologygpt.guard;

import java.util.List;
import java.util.regex.Pattern;
import org.radiologygpt.draft.GuardVerdict;
import org.radiologygpt.report.RadiologyReport;
import org.radiologygpt.report.SectionKind;

/** Words of the draft that need words of the same sort in the report. */
enum Wording {
    /** A comparison needs something compared with. */
    PHANTOM_PRIOR(
            "phantom_prior",
            "\\b(?:unchanged|interval(?:ly)?|stable|stability|worsen(?:ed|ing)|improv(?:ed|ing|ement)|progress(?:ed|ion|ing)|regress(?:ed|ion)|(?:increased|decreased|enlarged|smaller|larger)\\s(?:in\\ssize|from|since|compared|than)|since\\s(?:the\\s)?(?:prior|previous|last)|compar(?:ed|ison)\\s(?:to|with)|(?:prior|previous)\\s(?:exam|examination|study|radiograph|ct|mri|film|imaging)|new(?!\\sline)|resolved|resolving|redemonstrat\\w+|again\\s(?:seen|noted|demonstrated)|re-?identified|no\\s(?:significant\\s)?change)\\b",
            "\\b(?:unchanged|interval(?:ly)?|stable|stability|prior|previous(?:ly)?|compar(?:ed|ison)|since|again|worsen\\w*|improv\\w*|progress\\w*|increas(?:ed|ing)|decreas(?:ed|ing)|redemonstrat\\w+|new(?:ly)?|persist\\w*|resol(?:ved|ving|ution)|change[ds]?|chronic|longstanding|old|remain\\w*|residual|followup|follow-up|known|earlier|baseline|developing|recurrent|post-?operative|status post)\\b",
            "comparison without a comparison in the report") {
        @Override
        boolean isSupported(RadiologyReport report, Pattern support) {
            return report.text(SectionKind.COMPARISON)
                            .filter(Wording::isExamination)
                            .isPresent()
                    || support.matcher(Source.everything(report)).find();
        }
    },
    /** A recommendation that no one made. */
    INVENTED_RECOMMENDATION(
            "invented_recommendation",
            "\\b(?:recommend\\w*|suggest(?:ed)?\\s(?:follow|further|repeat|clinical|correlation|dedicated|ct|mr|ultrasound|biopsy)\\w*|follow[-\\s]?up\\s(?:in|with|ct|mri?|ultrasound|radiograph\\w*|imaging|is|recommended|chest|exam\\w*)|advis(?:e|ed)|should\\sbe\\s(?:considered|obtained|performed|evaluated|followed)|consider\\s(?:ct|mri?|ultrasound|biopsy|further|follow|repeat|dedicated|pet|additional|clinical)|further\\s(?:evaluation|imaging|workup|work-up|characterization)|clinical(?:ly)?\\scorrelat\\w+|correlat\\w+\\s(?:clinically|with)|biopsy\\sis|consult\\w*)\\b",
            "\\b(?:recommend\\w*|suggest(?:ed)?\\s(?:follow|further|repeat|clinical|correlation|dedicated)\\w*|follow[-\\s]?up|advis(?:e|ed)|should\\sbe|consider|further\\s(?:evaluation|imaging|workup|work-up|characterization)|correlat\\w+|consult\\w*)\\b",
            "recommendation that the report does not make") {
        @Override
        boolean isSupported(RadiologyReport report, Pattern support) {
            return report.text(SectionKind.RECOMMENDATION).isPresent()
                    || support.matcher(Source.findings(report)).find();
        }
    };

    private final String guard;
    private final Pattern wording;
    private final Pattern support;
    private final String problem;

    Wording(String guard, String wording, String support, String problem) {
        this.guard = guard;
        this.wording = Pattern.compile(wording, Pattern.CASE_INSENSITIVE);
        this.support = Pattern.compile(support, Pattern.CASE_INSENSITIVE);
        this.problem = problem;
    }

    abstract boolean isSupported(RadiologyReport report, Pattern support);

    /** This row as a guard. */
    Guard guard() {
        return new Guard() {
            @Override
            public String name() {
                return guard;
            }

            @Override
            public GuardVerdict check(String impression, RadiologyReport report) {
                return Wording.this.check(impression, report);
            }
        };
    }

    private GuardVerdict check(String impression, RadiologyReport report) {
        boolean invented = wording.matcher(impression).find() && !isSupported(report, support);
        return Verdicts.of(guard, invented ? List.of(problem) : List.of());
    }

    static boolean isExamination(String comparison) {
        return !comparison
                .strip()
                .matches(
                        "(?is)(?:none|no|n/?a|not available|unavailable|no prior.*|no previous.*|no comparison.*|no relevant.*|nil|-+|none available)[.\\s]*");
    }
}
