using System.Diagnostics.CodeAnalysis;
using Ward.Standards.OpenC2.Reading;

namespace Ward.Standards.OpenC2;

/// <summary>A response (section 3.3.2).</summary>
/// <param name="Status">One of <see cref="OpenC2Status"/>.</param>
public sealed record OpenC2Response(int Status, string? StatusText, OpenC2Results? Results)
{
    public static bool TryRead(ReadOnlyMemory<byte> utf8, OpenC2Vocabulary vocabulary, [NotNullWhen(true)] out OpenC2Response? response, out string reason) =>
        JsonEntry.TryRead(utf8, vocabulary, static (r, e) => ResponseReader.Read(r, e), out response, out reason);

    public byte[] Print() => Writing.ResponseWriter.Print(this);
}
