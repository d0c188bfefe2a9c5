package org.radiologygpt.trainer.evaluate;

/** The 14 observations of CheXpert (Irvin 2019, table 1). */
enum ChestFinding {
    NO_FINDING,
    ENLARGED_CARDIOMEDIASTINUM,
    CARDIOMEGALY,
    LUNG_LESION,
    LUNG_OPACITY,
    EDEMA,
    CONSOLIDATION,
    PNEUMONIA,
    ATELECTASIS,
    PNEUMOTHORAX,
    PLEURAL_EFFUSION,
    PLEURAL_OTHER,
    FRACTURE,
    SUPPORT_DEVICES;

    /** What a text says of a finding; of several statements the first in this order counts. */
    enum Status {
        PRESENT,
        UNCERTAIN,
        ABSENT
    }
}
