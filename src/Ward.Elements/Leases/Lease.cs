using Ward.Elements.Targets;

namespace Ward.Elements.Leases;

/// <summary>An action in force until a time. The file of it exists before the element is touched.</summary>
/// <param name="Id">The command_id of the command that began it.</param>
/// <param name="Command">That command, printed canonically; its hash binds the id to it.</param>
/// <param name="Inverse">How it is undone at the element, in words that an operator can carry out by hand.</param>
/// <param name="Rule">The number given in answer (slpf:rule_number).</param>
/// <param name="Begun">UTC.</param>
/// <param name="Until">UTC; the end that was promised.</param>
/// <param name="Boot">The boot of the machine to which <paramref name="Deadline"/> belongs.</param>
/// <param name="Deadline">Monotonic stamp of the end within that boot, so that a clock set back does not lengthen the lease.</param>
/// <param name="Ended">True once it was ended: the id is then remembered until its end, so that a late copy of the command cannot bring it back.</param>
public sealed record Lease(
    string Id,
    string Element,
    ElementTarget Target,
    string Command,
    string Inverse,
    long Rule,
    DateTimeOffset Begun,
    DateTimeOffset Until,
    string Boot,
    long Deadline,
    bool Ended);
