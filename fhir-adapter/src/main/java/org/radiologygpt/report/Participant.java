package org.radiologygpt.report;

/**
 * A person who took part in the examination, the report or the visit (XCN, NDL).
 *
 * @param role in what
 * @param id identifier with assigning authority and type; blank value where there is none
 * @param name blank where there is none
 */
public record Participant(Role role, Identifier id, PersonName name) {

    /** What a person did, and the field that says so. */
    public enum Role {
        /** OBR-16, else ORC-12. */
        ORDERING,
        /** OBR-32. */
        INTERPRETER,
        /** OBR-33. */
        ASSISTANT,
        /** OBR-34. */
        TECHNICIAN,
        /** OBR-35. */
        TRANSCRIPTIONIST,
        /** PV1-7. */
        ATTENDING,
        /** PV1-8. */
        REFERRING,
        /** PV1-9. */
        CONSULTING,
        /** PV1-17. */
        ADMITTING
    }
}
