using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ward.Server.Api;

/// <summary>Answers of one JSON object a line, written as they come.</summary>
internal static class LineStream
{
    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <param name="flush">Whether a line goes out at once; others go out as they fill a buffer.</param>
    public static async Task Write<T>(IAsyncEnumerable<T> lines, Stream body, Func<T, bool> flush, CancellationToken stop)
    {
        await foreach (var line in lines.WithCancellation(stop))
        {
            await JsonSerializer.SerializeAsync(body, line, Shape, stop);
            await body.WriteAsync("\n"u8.ToArray(), stop);
            if (flush(line)) await body.FlushAsync(stop);
        }
    }
}
