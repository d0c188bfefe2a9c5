package org.radiologygpt.routes.writeback;

/** Where drafts are sent in order, to receivers that nobody can ask afterwards. Thread-safe. */
public interface DraftFeed extends AutoCloseable {

    /**
     * Sends a message; when it returns, the message is in safe storage.
     *
     * @param key {@code source|accession}: messages of one key keep their order
     * @throws StoreException where it is not
     */
    void send(String key, byte[] message);

    @Override
    void close();
}
