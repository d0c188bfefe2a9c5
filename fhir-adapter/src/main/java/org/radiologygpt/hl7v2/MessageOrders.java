package org.radiologygpt.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.radiologygpt.report.Coding;
import org.radiologygpt.report.Order;
import org.radiologygpt.report.RejectReason;
import org.radiologygpt.report.SourceProfile;

/** The orders that one report answers: each OBR with the ORC before it, or the document's own numbers. */
final class MessageOrders {

    /** One OBR and its ORC. */
    private record Pair(Optional<SegmentFields> orc, SegmentFields obr) {}

    private final SourceProfile profile;
    private final String studyUid;
    private final List<Pair> pairs = new ArrayList<>();
    private final Optional<SegmentFields> firstOrc;
    private final Optional<DocumentHeader> document;
    private final List<Order> orders;

    MessageOrders(Hl7Message message, SourceProfile profile, Optional<DocumentHeader> document, String studyUid) {
        this.profile = profile;
        this.studyUid = studyUid;
        this.document = document;
        Optional<SegmentFields> orc = Optional.empty();
        Optional<SegmentFields> first = Optional.empty();
        for (RawSegment segment : message.segments()) {
            if (segment.is("ORC")) {
                orc = Optional.of(new SegmentFields(segment));
                first = first.isPresent() ? first : orc;
            } else if (segment.is("OBR")) {
                pairs.add(new Pair(orc, new SegmentFields(segment)));
                orc = Optional.empty();
            }
        }
        this.firstOrc = first;
        this.orders = pairs.stream().map(this::order).toList();
    }

    int size() {
        return pairs.size();
    }

    Optional<SegmentFields> firstObr() {
        return pairs.stream().findFirst().map(Pair::obr);
    }

    /**
     * The order that names the report: the first with an accession.
     *
     * @throws Refusal where none has one
     */
    Order main() {
        return Stream.concat(orders.stream(), ofDocument())
                .filter(order -> !order.accession().isEmpty())
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        RejectReason.NO_ACCESSION,
                        profile.accessionField().name().replace('_', '-')
                                + (document.isPresent() ? ", ORC-3, TXA-15 are empty" : ", ORC-3 are empty")));
    }

    /** The other orders, and parents to which the report adds, each accession once. */
    List<Order> linked(Order main) {
        List<Order> linked = new ArrayList<>();
        Stream.concat(orders.stream(), parents())
                .filter(order ->
                        !order.accession().isEmpty() && !order.accession().equals(main.accession()))
                .filter(order ->
                        linked.stream().noneMatch(known -> known.accession().equals(order.accession())))
                .forEach(linked::add);
        return linked;
    }

    boolean hasParent() {
        return parents().findAny().isPresent();
    }

    List<Coding> securityLabels() {
        return firstOrc.map(OrderReader::securityLabels).orElseGet(List::of);
    }

    private Order order(Pair pair) {
        Optional<SegmentFields> orc = pair.orc().isPresent() ? pair.orc() : firstOrc;
        Order order = OrderReader.order(pair.obr(), orc, profile.accessionField(), profile.zone(), studyUid);
        return document.map(txa -> txa.completed(order)).orElse(order);
    }

    private Stream<Order> ofDocument() {
        return document.map(txa -> txa.order(firstOrc, studyUid)).stream();
    }

    private Stream<Order> parents() {
        return pairs.stream().flatMap(pair -> OrderReader.parent(pair.obr()).stream());
    }
}
