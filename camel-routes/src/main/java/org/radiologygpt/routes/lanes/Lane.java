package org.radiologygpt.routes.lanes;

import org.apache.kafka.common.TopicPartition;

/**
 * Records that must keep their order.
 *
 * @param partition between partitions there is no order
 * @param kind what they share: the record's key, or the report
 */
record Lane(TopicPartition partition, String kind, String name) {}
