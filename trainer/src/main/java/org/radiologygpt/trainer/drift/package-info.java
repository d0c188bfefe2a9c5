/**
 * Watches how far signed reports are from the drafts before them, week by week, for each site and adapter, and says where
 * they drift apart.
 *
 * <p>Stands on the JDK and Jackson alone. Must never see a text: it reads numbers only.
 */
package org.radiologygpt.trainer.drift;
