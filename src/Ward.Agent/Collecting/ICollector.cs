namespace Ward.Agent.Collecting;

/// <summary>Sees one kind of thing on this machine and puts it into the spool.</summary>
internal interface ICollector
{
    /// <summary>As <c>--collect</c> names it.</summary>
    string Name { get; }

    /// <summary>
    /// Collects until stopped, and says in a line of its own how it does so. What a retry may cure is thrown as IOException or
    /// UnauthorizedAccessException; the caller starts it again.
    /// </summary>
    Task Run(CancellationToken stop);
}
