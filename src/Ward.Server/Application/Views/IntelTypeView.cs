namespace Ward.Server.Application.Views;

/// <summary>How many values of one type a feed holds.</summary>
/// <param name="Type">address, network, domain, url, hash, mail, ja3, ja4 or pattern.</param>
/// <param name="MayBlock">On how many of them a measure could rest when they came.</param>
public sealed record IntelTypeView(string Type, long Values, long MayBlock);
