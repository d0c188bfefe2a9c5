/**
 * The trainer's command line.
 *
 * <p>May import every room of the trainer. Must never hold logic of its own.
 */
package org.radiologygpt.trainer.app;
