package org.radiologygpt.trainer.synthetic;

import java.util.List;

/**
 * An organ or compartment.
 *
 * @param key name in the exam file
 * @param label heading in reports that are dictated organ by organ
 * @param normal wordings when nothing is found there
 * @param otherwise wordings beside a finding
 * @param otherSide wordings about the opposite side of a one-sided finding, with slot {@code other}
 * @param findings what can be found there
 */
record Structure(
        String key,
        String label,
        List<Phrase> normal,
        List<Phrase> otherwise,
        List<Phrase> otherSide,
        List<Finding> findings) {}
