package org.radiologygpt.guard;

/** Side of the patient. */
enum Side {
    LEFT,
    RIGHT
}
