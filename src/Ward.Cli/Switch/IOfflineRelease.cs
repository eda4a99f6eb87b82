namespace Ward.Cli.Switch;

/// <summary>The kill switch that works with server and database gone: tells every agent with the offline key to end what it holds.</summary>
internal interface IOfflineRelease
{
    /// <returns>A row for each element that the state folder knows.</returns>
    Task<IReadOnlyList<ReleasedElement>> ReleaseAll(string stateFolder, CancellationToken stop);
}
