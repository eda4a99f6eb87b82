namespace Ward.Server.Application.Views;

/// <param name="Reason">The policy by its name: sender, queue, rate, connections, handshake, accept, form, template, kernel, agent, item, record, damage, sequence.</param>
/// <param name="Words">The same in words.</param>
public sealed record DropView(string Reason, long Count, string Words);
