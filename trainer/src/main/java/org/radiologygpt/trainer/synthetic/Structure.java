package org.radiologygpt.trainer.synthetic;

import java.util.List;
import java.util.Set;

/**
 * An organ or compartment.
 *
 * @param key name in the exam file
 * @param label heading in reports that are dictated organ by organ
 * @param normal wordings when nothing is found there
 * @param otherwise wordings beside a finding
 * @param otherSide wordings about the opposite side of a one-sided finding, with slot {@code other}
 * @param notNormalWith groups of findings elsewhere beside which it is not said to be normal
 * @param findings what can be found there
 */
record Structure(
        String key,
        String label,
        List<Phrase> normal,
        List<Phrase> otherwise,
        List<Phrase> otherSide,
        Set<String> notNormalWith,
        List<Finding> findings) {}
