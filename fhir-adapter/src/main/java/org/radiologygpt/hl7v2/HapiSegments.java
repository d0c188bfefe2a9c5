package org.radiologygpt.hl7v2;

final class HapiSegments {
    SegmentFields parse(RawSegment raw) {
        return new SegmentFields(raw);
    }
}
