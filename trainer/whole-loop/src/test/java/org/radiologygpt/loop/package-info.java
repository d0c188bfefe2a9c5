/** From signed reports to an adapter in use and back: the parts together, as a hospital runs them. */
package org.radiologygpt.loop;
