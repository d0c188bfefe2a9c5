package org.radiologygpt.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.radiologygpt.draft.LifecycleEvent.DraftExpired;
import org.radiologygpt.draft.LifecycleEvent.DraftRecalled;
import org.radiologygpt.draft.LifecycleEvent.DraftingStopped;
import org.radiologygpt.draft.LifecycleEvent.PatientMerged;
import org.radiologygpt.draft.LifecycleWorld.Kind;
import org.radiologygpt.draft.LifecycleWorld.Message;

/** Random lives: late finals, duplicates, messages out of order, corrections, merges, reviews and crashes, interleaved. */
class LifecyclePropertyTest {
    private static final int FIRST_HOUR = 8;

    /** What happens next: a code, and three numbers that say to what. */
    record Op(int code, int which, int hour, int luck) {}

    @Provide
    Arbitrary<List<Op>> lives() {
        Arbitrary<Integer> codes = Arbitraries.integers().between(0, 19);
        Arbitrary<Integer> small = Arbitraries.integers().between(0, 9);
        return net.jqwik.api.Combinators.combine(codes, small, small, small)
                .as(Op::new)
                .list()
                .ofMinSize(4)
                .ofMaxSize(60);
    }

    private static LifecycleWorld lived(List<Op> life) {
        LifecycleWorld world = new LifecycleWorld();
        life.forEach(op -> happen(world, op));
        world.settle();
        return world;
    }

    private static void happen(LifecycleWorld world, Op op) {
        switch (op.code()) {
            case 0, 1, 2 -> world.send(Kind.FINDINGS, FIRST_HOUR + op.hour(), "text " + op.which() % 3);
            case 3 -> world.send(Kind.values()[op.which() % Kind.values().length], FIRST_HOUR + op.hour(), "text 0");
            case 4 -> world.send(Kind.SIGNED, FIRST_HOUR + op.hour(), "text 0");
            case 5 -> world.sendAgain(op.which());
            case 6, 7, 8, 9 -> world.deliver();
            case 10, 11, 12, 13 -> world.work(op.which(), op.luck());
            case 14 -> world.crash();
            case 15 -> world.dieAtTheNextStep();
            case 16 -> world.lookAhead();
            case 17 -> world.review(1 + op.which() % 3, Review.values()[op.luck() % 3]);
            case 18 -> world.happen(op.luck() < 5 ? new PatientMerged() : stopped(op));
            default ->
                world.happen(
                        op.luck() < 7 ? new DraftExpired(1 + op.which() % 3) : new DraftRecalled(1 + op.which() % 3));
        }
    }

    private static DraftingStopped stopped(Op op) {
        return new DraftingStopped(op.which() % 2 == 0 ? CancelReason.STOPPED : CancelReason.OPTED_OUT);
    }

    @Property(tries = 2000)
    void no_report_ends_with_two_open_drafts(@ForAll("lives") List<Op> life) {
        assertThat(lived(life).textOfOpenDrafts).hasSizeLessThanOrEqualTo(1);
    }

    @Property(tries = 2000)
    void no_draft_stays_open_beside_a_signed_report(@ForAll("lives") List<Op> life) {
        LifecycleWorld world = lived(life);
        if (world.state() instanceof ReportState.Superseded) {
            assertThat(world.textOfOpenDrafts).isEmpty();
        }
        boolean everSigned = world.sent.stream().anyMatch(m -> m.kind() == Kind.SIGNED || m.kind() == Kind.FINALISED);
        boolean everWithdrawn = world.sent.stream().anyMatch(m -> m.kind() == Kind.WITHDRAWN);
        if (everSigned && !everWithdrawn) {
            assertThat(world.textOfOpenDrafts).isEmpty();
        }
        if (world.history.lastIndexOf("closed") > world.history.lastIndexOf("draft")) {
            assertThat(world.textOfOpenDrafts).isEmpty();
        }
    }

    @Property(tries = 2000)
    void no_draft_stays_open_for_findings_that_were_replaced(@ForAll("lives") List<Op> life) {
        LifecycleWorld world = lived(life);
        Optional<Message> newest = world.sent.stream()
                .filter(m -> !m.copy() && (m.kind() == Kind.FINDINGS || m.kind() == Kind.NEEDLESS))
                .reduce((a, b) -> b.arrival().isBefore(a.arrival()) ? a : b);
        world.textOfOpenDrafts.values().forEach(text -> assertThat(newest).hasValueSatisfying(message -> {
            assertThat(message.kind()).isEqualTo(Kind.FINDINGS);
            assertThat(message.text()).isEqualTo(text);
        }));
    }

    @Property(tries = 2000)
    void every_message_ends_once(@ForAll("lives") List<Op> life) {
        LifecycleWorld world = lived(life);
        assertThat(world.endings.keySet())
                .containsExactlyInAnyOrderElementsOf(world.sent.stream()
                        .map(message -> message.arrival().origin())
                        .toList());
    }
}
