using System.Net;
using System.Text;

namespace Ward.Cli.Tests;

/// <summary>A body that breaks off after its first bytes, as a connection does.</summary>
internal sealed class BrokenContent(string begins) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(begins));
        throw new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely.");
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
