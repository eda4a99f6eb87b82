namespace Ward.Cli.Switch;

/// <summary>The kill switch that works with server and database gone: tells every agent with the offline key to end what it holds.</summary>
internal interface IOfflineRelease
{
    /// <summary>Leaves the mark that makes the server hold automatic action back when it starts again, until an administrator resumes it.</summary>
    /// <returns>Null, or why the mark could not be left.</returns>
    string? HoldBack(string stateFolder, string reason);

    /// <returns>A row for each element that the state folder knows.</returns>
    Task<IReadOnlyList<ReleasedElement>> ReleaseAll(string stateFolder, CancellationToken stop);
}
