namespace Ward.Ingest.Tests.Decoders;

/// <summary>What a line must be read as.</summary>
internal static class Expect
{
    /// <summary>Fields as "path=value", each of them present with that value; "path=" alone means absent.</summary>
    public static Decoded Read(string decoder, string line, EventClass eventClass, int activity, int status, params ReadOnlySpan<string> fields)
    {
        var read = Decoded.Line(decoder, line);
        Assert.True(read.Understood, $"not understood: {line}");
        Assert.Equal((eventClass, activity, status), (read.Class, read.Activity, read.Status));
        foreach (var field in fields)
        {
            var equals = field.IndexOf('=', StringComparison.Ordinal);
            var value = field[(equals + 1)..];
            Assert.Equal((field[..equals], value.Length == 0 ? null : value), (field[..equals], read[field[..equals]]));
        }

        return read;
    }

    /// <summary>The same with the fields in one string, parted by " | ".</summary>
    public static Decoded Line(string decoder, string line, EventClass eventClass, int activity, int status, string fields) =>
        Read(decoder, line, eventClass, activity, status, fields.Length == 0 ? [] : fields.Split(" | "));
}
