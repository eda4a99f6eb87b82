namespace Ward.Server.Application.Views;

/// <summary>One change, in plain words.</summary>
/// <param name="Kind">deny-source, deny-web, close-flow, disable-account or isolate-host.</param>
/// <param name="Countermeasure">D3FEND technique id.</param>
/// <param name="Element">The element that carries it out, or null where a person must.</param>
/// <param name="Undo">How it is undone.</param>
public sealed record MeasureView(string Kind, string Words, string Countermeasure, string? Element, string Undo);
