using Ward.Detect.Findings;
using Ward.Detect.Hunts;

namespace Ward.Storage.Tests.Embedded.Hunts;

/// <summary>Notes that a kill cuts off: from some save on nothing is kept any more, but for findings that were on their way to the disk.</summary>
internal sealed class DyingNotes(IHuntNotes inner, string folder, int after, Random chance) : IHuntNotes
{
    private int saves;

    public async ValueTask Save(HuntCheckpoint checkpoint, IReadOnlyList<Finding> since, CancellationToken stop)
    {
        if (saves++ < after)
        {
            await inner.Save(checkpoint, since, stop);
            return;
        }

        if (saves == after + 1 && chance.Next(2) == 0) await File.AppendAllTextAsync(Path.Combine(folder, "findings.ndjson"), "{\"Id\":\"half a fin", CancellationToken.None);
        throw new IOException("killed");
    }
}
