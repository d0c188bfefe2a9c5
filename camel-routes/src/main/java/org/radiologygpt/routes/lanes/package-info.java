/**
 * Consumes a topic with many records in flight: each report's records in their order, each partition's offsets committed
 * no further than everything before them is done.
 *
 * <p>May import Camel, the Kafka client and Micrometer. Must never know what a record says, nor what becomes of it: what
 * decides order and urgency it is told by a {@link org.radiologygpt.routes.lanes.Lookout}.
 */
package org.radiologygpt.routes.lanes;
