/**
 * The whole way under faults: engine, FHIR server and model server as processes of their own that are killed while
 * messages flow.
 */
package org.radiologygpt.routes.faults;
