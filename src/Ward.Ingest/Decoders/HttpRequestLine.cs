namespace Ward.Ingest.Decoders;

/// <summary>"METHOD TARGET HTTP/x" as web servers and proxies log it; anything else that a client sent is kept as the message.</summary>
internal static class HttpRequestLine
{
    /// <summary>Writes class, activity, method, path, query and version.</summary>
    public static void Set(ReadOnlySpan<byte> request, bool success, LogSource source, EventBuilder into)
    {
        var (first, last) = (request.IndexOf((byte)' '), request.LastIndexOf((byte)' '));
        if (first <= 0 || last <= first || !request[(last + 1)..].StartsWith("HTTP/"u8))
        {
            into.Is(EventClass.HttpActivity, 99, success ? 1 : 2, source).Set(Fields.Message, request);
            return;
        }

        into.Is(EventClass.HttpActivity, ActivityOf(request[..first]), success ? 1 : 2, source)
            .Set(Fields.HttpMethod, request[..first]).Set(Fields.HttpVersion, request[(last + 6)..]);
        SetTarget(request[(first + 1)..last], into);
    }

    /// <summary>Writes a target as it was asked for, and parts it into path and query.</summary>
    public static void SetTarget(ReadOnlySpan<byte> target, EventBuilder into)
    {
        if (!into.Event.TryGet(Fields.HttpFullUrl, out _)) into.Set(Fields.HttpFullUrl, target);
        if (target.IndexOf((byte)'?') is var query and >= 0)
        {
            into.Set(Fields.HttpQuery, target[(query + 1)..]);
            target = target[..query];
        }

        into.Set(Fields.HttpUrl, target);
    }

    /// <summary>OCSF 1.x, http_activity.activity_id; 0 (unknown) where no method is told.</summary>
    public static int ActivityOf(ReadOnlySpan<byte> method) => method switch
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
