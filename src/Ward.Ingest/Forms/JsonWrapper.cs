using System.Text;

namespace Ward.Ingest.Forms;

/// <summary>Objects that only carry records: {"Records":[...]} of CloudTrail, {"records":[...]} of Azure, {"value":[...]} of Microsoft's REST interfaces, {"response":[...]} of MISP, {"entries":[...]} of Google.</summary>
internal static class JsonWrapper
{
    private static readonly byte[][] Names = [.. new[] { "Records", "records", "value", "response", "entries" }.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Members that speak of the transfer and may stand before the records; beside any other the object is an event of its own.</summary>
    private static readonly byte[][] Transfer = [.. new[] { "nextLink", "NextToken", "nextPageToken", "count", "totalCount" }.Select(Encoding.UTF8.GetBytes)];

    public static bool HoldsRecords(ReadOnlySpan<byte> name) => Has(Names, name);

    public static bool IsOfTransfer(ReadOnlySpan<byte> name) => name.StartsWith("@odata."u8) || name.StartsWith("odata."u8) || Has(Transfer, name);

    private static bool Has(byte[][] names, ReadOnlySpan<byte> name)
    {
        foreach (var known in names)
            if (name.SequenceEqual(known)) return true;
        return false;
    }
}
