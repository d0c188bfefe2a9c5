package org.radiologygpt.routes.ingest;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
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

    @Override
    public List<ReportKey> reports(BiPredicate<ReportKey, ReportState> wanted) {
        return states.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey(), entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
