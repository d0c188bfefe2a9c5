package org.radiologygpt.model.gpu;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.radiologygpt.model.decode.DecoderException;
import org.radiologygpt.model.decode.DecoderException.Reason;
import org.radiologygpt.model.gpu.CacheRows.Move;
import org.radiologygpt.model.gpu.Device.Extent;
import org.radiologygpt.model.gpu.Device.Region;

/**
 * Keys and values of all slots on the device.
 *
 * <p>What lies behind a sequence's last token is finite always: a mask gives it no weight, but no weight times infinity is no
 * number. So what an adapter of absurd weights left is overwritten before another sequence comes.
 */
final class DeviceCache {
    private final Device device;
    private final KvLayout layout;
    private final Buckets buckets;
    private final CacheRows rows;
    private final long memory;
    private final BitSet tainted = new BitSet();
    private int pitch;
    private boolean moving;
    private volatile boolean broken;

    DeviceCache(Device device, KvLayout layout, Buckets buckets) {
        this.device = device;
        this.layout = layout;
        this.buckets = buckets;
        rows = new CacheRows(buckets.slots());
        memory = device.allocate(layout.bytes());
        pitch = buckets.pitch(1);
    }

    /** Tokens that each row has room for now. */
    int pitch() {
        return pitch;
    }

    int row(int slot) {
        return rows.of(slot);
    }

    /** Where a plane of a row begins. */
    long address(int plane, int row) {
        return memory + layout.offset(plane, row, 0, pitch);
    }

    /** Gives every row room for the longest sequence, and takes room back where three quarters of it would be idle. */
    void fit(int longest) {
        while (longest > pitch) {
            whole(() -> {
                move(layout.doubling(pitch));
                clearSecondHalves();
                pitch *= 2;
            });
        }
        while (4 * longest <= pitch && pitch > buckets.pitch(1)) {
            whole(() -> {
                move(layout.halving(pitch));
                pitch /= 2;
            });
        }
    }

    private void move(List<KvLayout.Step> steps) {
        steps.forEach(step -> device.copy(in(step.to()), in(step.from()), step.extent()));
    }

    private void clearSecondHalves() {
        long half = pitch * layout.tokenBytes();
        Region upper = new Region(memory + half, 2 * half, layout.planeBytes());
        device.clear(upper, new Extent(half, layout.rows(), layout.planes()));
    }

    private Region in(Region region) {
        return new Region(memory + region.address(), region.rowPitch(), region.planePitch());
    }

    /** Brings slots into the first rows, so many as the bucket has. */
    void gather(int[] active, int bucket, IntPredicate empty) {
        whole(() -> rows.gather(active, bucket, empty).forEach(this::move));
    }

    private void move(Move move) {
        device.copy(
                layout.stretch(memory, move.to(), 0, pitch),
                layout.stretch(memory, move.from(), 0, pitch),
                layout.tokens(pitch));
        tainted.set(move.to(), tainted.get(move.from()));
    }

    /** What fails halfway leaves sequences in unknown places: nothing may be computed from them any more. */
    private void whole(Runnable change) {
        if (moving) {
            broken = true;
            throw new DecoderException(Reason.DEVICE_LOST, "the cache was left half moved");
        }
        moving = true;
        change.run();
        moving = false;
    }

    /** Whether nothing can be computed from it any more; any thread may ask. */
    boolean broken() {
        return broken;
    }

    /** Appends new tokens to a row: stretches of as many tokens, one a plane. */
    void append(int row, int held, Region added, int count) {
        device.copy(layout.stretch(memory, row, held, pitch), added, layout.tokens(count));
    }

    /** Takes note that a slot holds what is no finite number. */
    void taint(int slot) {
        tainted.set(rows.of(slot));
    }

    /** Makes sure that behind so many tokens a slot holds nothing but finite numbers. */
    void clean(int slot, int length) {
        int row = rows.of(slot);
        if (tainted.get(row)) {
            device.clear(layout.stretch(memory, row, length, pitch), layout.tokens(pitch - length));
            tainted.set(row, length > 0);
        }
    }
}
