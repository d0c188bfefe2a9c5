package org.radiologygpt.routes.lifecycle;

import java.util.List;
import java.util.function.BiPredicate;
import org.radiologygpt.draft.ReportState;
import org.radiologygpt.report.ReportKey;

/** Where the states of reports are kept. Thread-safe. */
public interface ReportStates {

    /**
     * The newest state that any engine has stored; the initial one where there is none.
     *
     * @throws StateException where it is not known now
     */
    ReportState read(ReportKey key);

    /**
     * Stores a state, durable when this returns.
     *
     * @param before the state it follows from
     * @return false where another engine stored a state meanwhile; then nothing was stored
     * @throws StateException where it is not known whether it was stored
     */
    boolean write(ReportKey key, ReportState before, ReportState next);

    /**
     * The reports whose state is so, wherever they are kept.
     *
     * @throws StateException where not all states are known now
     */
    List<ReportKey> reports(BiPredicate<ReportKey, ReportState> wanted);
}
