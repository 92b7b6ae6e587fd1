package org.freshet.testkit.storage;

import java.net.URI;
import java.util.Optional;

import org.freshet.storage.StorageProvider;
import org.freshet.storage.Traits.WriteModel;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;

class ContentAddressedStorageContractTest extends StorageContract {
    private final PieceStore.World world = new PieceStore.World();
    private int roots;

    @Override
    protected StorageProvider newProvider(ByteBufAllocator buffers) {
        return new PieceStoreProvider(world, WriteModel.WHOLE_PIECE, buffers);
    }

    @Override
    protected URI newRoot() {
        return URI.create("cas:root" + roots++);
    }

    @Override
    protected Optional<StorageProvider> afterDeathOf(StorageProvider killed) {
        return Optional.of(new PieceStoreProvider(world, WriteModel.WHOLE_PIECE, UnpooledByteBufAllocator.DEFAULT));
    }
}
