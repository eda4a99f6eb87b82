namespace Ward.Cli.Commands;

/// <summary>A stream that is read no longer than somebody wants to wait: what comes later is there at the next call. Not thread-safe.</summary>
internal sealed class SlowInput(Stream input)
{
    private readonly byte[] block = new byte[64 << 10];
    private Task<int>? reading;

    /// <summary>True once the stream has ended.</summary>
    public bool Ended { get; private set; }

    /// <summary>The next bytes, at most 64 KiB, valid until the next call; none where the stream has ended, or <paramref name="until"/> came first.</summary>
    public async Task<ReadOnlyMemory<byte>> Next(Task until)
    {
        // Not cancellable: a terminal or pipe cannot give back what it has handed out.
        reading ??= input.ReadAsync(block, CancellationToken.None).AsTask();
        await Task.WhenAny(reading, until).ConfigureAwait(false);
        if (!reading.IsCompleted) return default;
        var read = await reading.ConfigureAwait(false);
        reading = null;
        Ended = read == 0;
        return block.AsMemory(0, read);
    }
}
