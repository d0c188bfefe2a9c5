package org.radiologygpt.model.bench.soak;

import java.util.List;

/** Findings that were made up, of no patient, from one sentence to several. */
final class Findings {
    static final List<String> ALL = List.of(
            "The lungs are clear. The heart is normal in size.",
            "There is a small left pleural effusion.",
            "Nodule of 4.5 mm in the right upper lobe. No lymph nodes are enlarged.",
            "The heart is enlarged. There is pulmonary vascular congestion. Small bilateral pleural effusions.",
            "No acute fracture. Alignment is normal. Soft tissues are unremarkable.",
            "The liver is normal. There is a 12 mm stone in the gallbladder. The common bile duct is not dilated.",
            "The heart is normal in size. There is a right lower lobe consolidation. No pneumothorax. No effusion.",
            "No acute intracranial hemorrhage. The ventricles are normal in size. No midline shift is seen.",
            "There is a left apical pneumothorax of 15 mm. The mediastinum is midline. The lungs are otherwise clear.",
            "Degenerative changes of the lumbar spine. Disc height is reduced at L4-L5. No fracture is seen.",
            "The kidneys are normal in size. There is a simple cyst of 3 cm in the left kidney. No hydronephrosis.",
            "The appendix is dilated to 11 mm with surrounding fat stranding. There is no abscess. No free air.");

    private Findings() {}
}
