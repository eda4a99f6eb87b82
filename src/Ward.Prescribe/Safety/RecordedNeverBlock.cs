using System.Net;
using Ward.City;

namespace Ward.Prescribe.Safety;

/// <summary>What the never-block lists of a moment said.</summary>
internal sealed class RecordedNeverBlock(IReadOnlyList<Shielded> shielded) : INeverBlock
{
    private readonly Dictionary<IPAddress, string> lists = shielded.DistinctBy(s => s.Address).ToDictionary(s => s.Address, s => s.List);

    public string? Why(IPAddress address) => lists.GetValueOrDefault(address);
}
