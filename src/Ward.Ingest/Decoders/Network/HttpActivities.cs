namespace Ward.Ingest.Decoders.Network;

/// <summary>HTTP methods as activity_id of OCSF's HTTP Activity (4002).</summary>
internal static class HttpActivities
{
    public static int Of(ReadOnlySpan<byte> method) => method switch
    {
        _ when method.SequenceEqual("GET"u8) => 3,
        _ when method.SequenceEqual("POST"u8) => 6,
        _ when method.SequenceEqual("HEAD"u8) => 4,
        _ when method.SequenceEqual("PUT"u8) => 7,
        _ when method.SequenceEqual("DELETE"u8) => 2,
        _ when method.SequenceEqual("OPTIONS"u8) => 5,
        _ when method.SequenceEqual("CONNECT"u8) => 1,
        _ when method.SequenceEqual("TRACE"u8) => 8,
        _ when method.SequenceEqual("PATCH"u8) => 9,
        _ => method.Length == 0 ? 0 : 99,
    };
}
