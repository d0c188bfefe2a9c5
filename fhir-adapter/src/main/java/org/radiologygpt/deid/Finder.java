package org.radiologygpt.deid;

import java.util.List;

/** One way of finding identifiers in a text. Thread-safe, linear in the length of the text. */
interface Finder {

    /** Every identifier this finder sees, in any order. */
    List<Span> find(Text text);
}
