namespace Ward.Standards.OpenC2;

/// <summary>What a fuzzer calls with any bytes. Throws only where the reader breaks its promises.</summary>
public static class OpenC2Fuzz
{
    private static readonly OpenC2Vocabulary Everything = OpenC2Vocabulary.Of("slpf", "x-ward", "x-acme");

    public static void Fuzz(ReadOnlySpan<byte> bytes)
    {
        ReadOnlyMemory<byte> copy = bytes.ToArray();
        if (OpenC2Command.TryRead(copy, Everything, out var command, out _)
            && (!OpenC2Command.TryRead(command.Print(), Everything, out var again, out var why) || again != command))
            throw new InvalidOperationException($"a command does not survive its own print: {why}");
        if (OpenC2Response.TryRead(copy, Everything, out var response, out _)
            && (!OpenC2Response.TryRead(response.Print(), Everything, out var answer, out why) || answer != response))
            throw new InvalidOperationException($"a response does not survive its own print: {why}");
        Transfer.OpenC2Message.TryRead(copy, Everything, out _, out _);
    }
}
