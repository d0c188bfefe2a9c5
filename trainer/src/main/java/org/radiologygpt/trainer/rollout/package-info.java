/**
 * Brings an adapter into use and back: a directory of versions of which one is current, and the running model server that
 * loads them. What is in use changes only after the server was seen to serve it.
 *
 * <p>May import the model server's rooms up to {@code model.generate}. Must never know why an adapter is promoted.
 */
package org.radiologygpt.trainer.rollout;
