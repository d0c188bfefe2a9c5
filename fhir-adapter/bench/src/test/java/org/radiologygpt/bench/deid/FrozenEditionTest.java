package org.radiologygpt.bench.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.radiologygpt.deidscore.LabelledLines;

/** The reporting edition is frozen: figures of different days are figures of the same reports. */
class FrozenEditionTest {
    private static final int REPORTS = 300;
    private static final long CHECKSUM = 3946397973L;

    @Test
    void the_reporting_edition_is_what_it_was() {
        CRC32 checksum = new CRC32();
        Reports.of(Edition.REPORTING, REPORTS)
                .map(LabelledLines::write)
                .forEach(line -> checksum.update(line.getBytes(StandardCharsets.UTF_8)));
        assertThat(checksum.getValue()).isEqualTo(CHECKSUM);
    }
}
