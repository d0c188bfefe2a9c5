package org.radiologygpt.routes.ingest;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.radiologygpt.draft.ReportState;
import org.radiologygpt.report.ReportKey;
import org.radiologygpt.routes.lifecycle.ReportStates;

/** States in memory. */
final class MemoryStates implements ReportStates {
    final Map<ReportKey, ReportState> states = new ConcurrentHashMap<>();

    @Override
    public ReportState read(ReportKey key) {
        return states.getOrDefault(key, ReportState.initial());
    }

    @Override
    public boolean write(ReportKey key, ReportState before, ReportState next) {
        states.put(key, next);
        return true;
    }
}
