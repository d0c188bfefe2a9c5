/**
 * Radiology reports of our own making, for the demo model, its tests and demonstrations: findings in varied wording,
 * an impression that follows from them by fixed rules, and the facts behind both.
 *
 * <p>The phrases are data: {@code exams/*.exam} beside this package. May import {@code corpus} and the JSON and command
 * line libraries. Must never read a hospital's reports nor know how a model is trained.
 */
package org.radiologygpt.trainer.synthetic;
