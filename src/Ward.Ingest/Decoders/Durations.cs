using System.Buffers.Text;

namespace Ward.Ingest.Decoders;

/// <summary>How long something took, as the model has it: whole milliseconds (OCSF, duration).</summary>
internal static class Durations
{
    /// <summary>Seconds with or without a fraction; anything else is left out.</summary>
    public static void SetSeconds(ReadOnlySpan<byte> seconds, EventBuilder into)
    {
        if (!Utf8Parser.TryParse(seconds, out decimal value, out var length) || length != seconds.Length || value is < 0 or > 1_000_000_000_000m) return;
        Span<byte> text = stackalloc byte[20];
        Utf8Formatter.TryFormat((long)(value * 1000), text, out length);
        into.Set(Fields.Duration, text[..length]);
    }
}
