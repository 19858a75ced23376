"""The sentences of the other processes that the window knows, as they are made where they arise."""

from __future__ import annotations

from graphviewer.gui.actions import QT_TRANSLATE_NOOP

# A sentence stands before those it could be taken for. The gap {detail} may hold sentences.
SENTENCES: tuple[str, ...] = (
    # numbers that are not finite any more
    QT_TRANSLATE_NOOP("TrainingTold", "At step {step} numbers stopped being finite."),
    QT_TRANSLATE_NOOP(
        "TrainingTold",
        "The loss is finite, but the gradient of {name} holds {how}: the first going backward.",
    ),
    QT_TRANSLATE_NOOP("TrainingTold", "The loss is {loss} at step {step}."),
    QT_TRANSLATE_NOOP("TrainingTold", "After step {step} some weights are not finite."),
    QT_TRANSLATE_NOOP("TrainingTold", "The loss is {how}."),
    QT_TRANSLATE_NOOP("TrainingTold", "The batch's {name} holds {how}: the data are at fault."),
    QT_TRANSLATE_NOOP(
        "TrainingTold", "{name} holds {how} before the batch: an earlier update did that."
    ),
    QT_TRANSLATE_NOOP(
        "TrainingTold", "All gradients are finite, but the update leaves {name} with {how}."
    ),
    QT_TRANSLATE_NOOP(
        "TrainingTold", "{function} in {where} gave {how}, from numbers up to {most}."
    ),
    QT_TRANSLATE_NOOP("TrainingTold", "{function} in {where} gave {how}."),
    QT_TRANSLATE_NOOP(
        "TrainingTold", "Lower the learning rate ({rate} here), say to {less}, or clip gradients."
    ),
    QT_TRANSLATE_NOOP("TrainingTold", "{nans} NaN and {infinite} infinite of {all} values"),
    QT_TRANSLATE_NOOP("TrainingTold", "{n} NaN of {all} values"),
    QT_TRANSLATE_NOOP("TrainingTold", "{n} infinite of {all} values"),
    # memory
    QT_TRANSLATE_NOOP(
        "TrainingTold",
        "The memory of the device is used up: {size} more were wanted, {free} of {all} are free.",
    ),
    QT_TRANSLATE_NOOP(
        "TrainingTold", "The memory of the device is used up: {size} more were wanted."
    ),
    QT_TRANSLATE_NOOP("TrainingTold", "The memory of the device is used up."),
    QT_TRANSLATE_NOOP("TrainingTold", "The memory is used up: {size} more were wanted."),
    QT_TRANSLATE_NOOP("TrainingTold", "The memory is used up."),
    QT_TRANSLATE_NOOP(
        "TrainingTold",
        "Lower the batch size ({n} here), make the layers smaller, or train on the CPU.",
    ),
    QT_TRANSLATE_NOOP(
        "TrainingTold",
        "Lower the batch size ({n} here), make the layers smaller, or close other programs.",
    ),
    QT_TRANSLATE_NOOP("TrainingTold", "Training took {used} GiB of memory; it may have {most}."),
    QT_TRANSLATE_NOOP("TrainingTold", "Lower the batch size, or take a smaller model."),
    # how a process or a run ended
    QT_TRANSLATE_NOOP(
        "TrainingTold", "What the last checkpoint holds is kept: the run can be resumed from there."
    ),
    QT_TRANSLATE_NOOP("TrainingTold", "The run can be resumed after step {step}."),
    QT_TRANSLATE_NOOP("TrainingTold", "The process was killed."),
    QT_TRANSLATE_NOOP("TrainingTold", "The program's process does not answer."),
    QT_TRANSLATE_NOOP(
        "TrainingTold",
        "The program's process died of {name} (killed from outside, or by the system when "
        "memory ran out).",
    ),
    QT_TRANSLATE_NOOP(
        "TrainingTold",
        "The program's process died of {name} (it touched memory that is not its own).",
    ),
    QT_TRANSLATE_NOOP("TrainingTold", "The program's process died of {name} ({meaning})."),
    QT_TRANSLATE_NOOP("TrainingTold", "The program's process died of {name}."),
    QT_TRANSLATE_NOOP(
        "TrainingTold",
        "The program's process ended itself with exit code {code} before the program was over.",
    ),
    QT_TRANSLATE_NOOP("TrainingTold", "stopped before it began"),
    QT_TRANSLATE_NOOP("TrainingTold", "another run was begun"),
    QT_TRANSLATE_NOOP("TrainingTold", "PyTorch could not be prepared."),
    QT_TRANSLATE_NOOP("TrainingTold", "A process for training could not be started: {detail}"),
    QT_TRANSLATE_NOOP("TrainingTold", "A process for calculating could not be started: {detail}"),
    QT_TRANSLATE_NOOP("TrainingTold", "Calculating took too long."),
    QT_TRANSLATE_NOOP("TrainingTold", "The process for calculating spoke out of turn."),
    # data
    QT_TRANSLATE_NOOP("TrainingTold", "There is no FashionMNIST in {path}."),
    QT_TRANSLATE_NOOP("TrainingTold", "There are no IDX files in {path}."),
    QT_TRANSLATE_NOOP("TrainingTold", "There is no file {path}."),
    QT_TRANSLATE_NOOP("TrainingTold", "{path} is not FashionMNIST's: its SHA-256 is another."),
    QT_TRANSLATE_NOOP("TrainingTold", "{path} ends too early: it was cut short."),
    QT_TRANSLATE_NOOP("TrainingTold", "{path} is damaged: {error}."),
    QT_TRANSLATE_NOOP("TrainingTold", "{path} cannot be read: {error}."),
    QT_TRANSLATE_NOOP("TrainingTold", "{path} cannot be written: {error}. Nothing was changed."),
    QT_TRANSLATE_NOOP("TrainingTold", "{path} does not fit into memory."),
    QT_TRANSLATE_NOOP("TrainingTold", "{path} has no rows."),
    QT_TRANSLATE_NOOP("TrainingTold", "No CSV file was chosen."),
    QT_TRANSLATE_NOOP("TrainingTold", "Get the file again, or choose another folder."),
    QT_TRANSLATE_NOOP("TrainingTold", "Mend the file and try again."),
    QT_TRANSLATE_NOOP(
        "TrainingTold", "The run began with other examples: {was}. Now they are: {now}."
    ),
    QT_TRANSLATE_NOOP("TrainingTold", "Resume it where its data is, or begin a new run."),
    # settings that do not fit
    QT_TRANSLATE_NOOP("TrainingTold", "The device '{name}' cannot be used here: {reason}."),
    QT_TRANSLATE_NOOP("TrainingTold", "Choose the device cpu."),
    QT_TRANSLATE_NOOP(
        "TrainingTold",
        "With batches of {size} and the last short one dropped, {n} examples make no batch.",
    ),
    QT_TRANSLATE_NOOP("TrainingTold", "Choose smaller batches, or keep the last one."),
    QT_TRANSLATE_NOOP(
        "TrainingTold", "Batches can be balanced between classes only, and this data set has none."
    ),
    QT_TRANSLATE_NOOP("TrainingTold", "Choose the shuffled sampler."),
    QT_TRANSLATE_NOOP(
        "TrainingTold", "The loss {name} is for classes, and this data set has numbers as targets."
    ),
    QT_TRANSLATE_NOOP("TrainingTold", "Choose mse."),
    QT_TRANSLATE_NOOP(
        "TrainingTold",
        "A batch of one example has no variance: choose another batch size, or drop the last.",
    ),
    # the model
    QT_TRANSLATE_NOOP("TrainingTold", "Line {line} of the model's program is not Python: {error}."),
    QT_TRANSLATE_NOOP("TrainingTold", "The model's program fails at line {line}: {detail}"),
    QT_TRANSLATE_NOOP("TrainingTold", "The model's program ends Python instead of defining model."),
    QT_TRANSLATE_NOOP("TrainingTold", "The program does not define `model`."),
    QT_TRANSLATE_NOOP(
        "TrainingTold", "Give the name model to what shall be trained: model = nn.Sequential(...)."
    ),
    QT_TRANSLATE_NOOP(
        "TrainingTold", "`model` is the class {name} itself, not a model made of it."
    ),
    QT_TRANSLATE_NOOP("TrainingTold", "`model` is of type {name}, not an nn.Module."),
    QT_TRANSLATE_NOOP("TrainingTold", "Only an nn.Module has parameters that can be trained."),
    QT_TRANSLATE_NOOP("TrainingTold", "The model has no parameter that can be trained."),
    QT_TRANSLATE_NOOP("TrainingTold", "Give it a layer such as nn.Linear, or an nn.Parameter."),
    QT_TRANSLATE_NOOP("TrainingTold", "The model gives a {name}, not a tensor."),
    QT_TRANSLATE_NOOP(
        "TrainingTold", "Return one tensor from forward: one row of outputs an example."
    ),
    QT_TRANSLATE_NOOP(
        "TrainingTold",
        "For 2 examples the model gives outputs of shape {shape}; the data wants {wanted}: "
        "{expected} an example.",
    ),
    QT_TRANSLATE_NOOP("TrainingTold", "Let the last layer give {expected}."),
    QT_TRANSLATE_NOOP(
        "TrainingTold", "The model cannot take examples of shape {shape} at line {line}: {detail}"
    ),
    QT_TRANSLATE_NOOP("TrainingTold", "The model cannot take examples of shape {shape}: {detail}"),
    QT_TRANSLATE_NOOP("TrainingTold", "The model's program fails: {detail}"),
    QT_TRANSLATE_NOOP("TrainingTold", "Put nn.Flatten() where examples must become rows."),
    QT_TRANSLATE_NOOP("TrainingTold", "Choose one of the presets."),
    QT_TRANSLATE_NOOP("TrainingTold", "The layers give no program: {error}."),
    QT_TRANSLATE_NOOP("TrainingTold", "Correct the layer."),
    QT_TRANSLATE_NOOP("TrainingTold", "Layer {n} of {all} does not fit."),
    QT_TRANSLATE_NOOP("TrainingTold", "Correct it in the list of layers."),
    QT_TRANSLATE_NOOP("TrainingTold", "Take exit() and sys.exit() out."),
    QT_TRANSLATE_NOOP("TrainingTold", "Write model = {name}()."),
    QT_TRANSLATE_NOOP("TrainingTold", "The model has no parameter that wants a gradient."),
    QT_TRANSLATE_NOOP(
        "TrainingTold", "Add a layer with weights, or set requires_grad of its parameters."
    ),
    QT_TRANSLATE_NOOP("TrainingTold", "Nesterov's rule needs a momentum above 0."),
    QT_TRANSLATE_NOOP("TrainingTold", "Set momentum, say to 0.9."),
    QT_TRANSLATE_NOOP(
        "TrainingTold",
        "For {n} examples the model gives {shape}, but {name} wants {expected} here.",
    ),
    QT_TRANSLATE_NOOP(
        "TrainingTold", "Change the model's last layer, or end it with nn.Flatten()."
    ),
    QT_TRANSLATE_NOOP(
        "TrainingTold", "A batch of {size} examples of {each} numbers is too large to be shown."
    ),
    QT_TRANSLATE_NOOP("TrainingTold", "Choose smaller batches, or smaller images."),
    QT_TRANSLATE_NOOP(
        "TrainingTold", "The run had ended before its first checkpoint: it begins again."
    ),
    QT_TRANSLATE_NOOP("TrainingTold", "This step cannot be looked inside."),
    QT_TRANSLATE_NOOP("TrainingTold", "Correct that line."),
    QT_TRANSLATE_NOOP("TrainingTold", "Look at the layers' sizes."),
    # weights and checkpoints
    QT_TRANSLATE_NOOP("TrainingTold", "Weights loaded from {name}"),
    QT_TRANSLATE_NOOP("TrainingTold", "Some weights loaded from {name}"),
    QT_TRANSLATE_NOOP("TrainingTold", "The weights of {name} do not fit: nothing was loaded"),
    QT_TRANSLATE_NOOP("TrainingTold", "{n} tensors."),
    QT_TRANSLATE_NOOP("TrainingTold", "Missing in the file: {names}."),
    QT_TRANSLATE_NOOP("TrainingTold", "Not in the model: {names}."),
    QT_TRANSLATE_NOOP("TrainingTold", "{name} is {file} in the file, {model} in the model."),
    QT_TRANSLATE_NOOP(
        "TrainingTold", "{path} is no whole file of weights: it is cut short, or of another kind."
    ),
    QT_TRANSLATE_NOOP(
        "TrainingTold",
        "{path} holds a pickled model or other objects, not only tensors. Reading it could run "
        "any program that its author put inside.",
    ),
    QT_TRANSLATE_NOOP("TrainingTold", "{path} holds no tensors by name."),
    QT_TRANSLATE_NOOP("TrainingTold", "{path} is no checkpoint of a training, or is cut short."),
    QT_TRANSLATE_NOOP("TrainingTold", "{path} was altered or cut short: its checksum is wrong."),
    QT_TRANSLATE_NOOP("TrainingTold", "{path} is of another training."),
    QT_TRANSLATE_NOOP("TrainingTold", "Resumed with: {what}"),
    QT_TRANSLATE_NOOP(
        "TrainingTold", "The last digits may differ from a run that was not interrupted."
    ),
    QT_TRANSLATE_NOOP("TrainingTold", "The model cannot be shown this way."),
    # folders of runs, and configs
    QT_TRANSLATE_NOOP("TrainingTold", "{path} is no config: {detail}"),
    QT_TRANSLATE_NOOP("TrainingTold", "{path} holds no training run: no {name}."),
    QT_TRANSLATE_NOOP("TrainingTold", "There is no folder {path}."),
    QT_TRANSLATE_NOOP(
        "TrainingTold", "{path} holds a run already: resume it, or name another folder."
    ),
    QT_TRANSLATE_NOOP(
        "TrainingTold", "{path} is not empty, so no run is put there: name another folder."
    ),
    QT_TRANSLATE_NOOP("TrainingTold", "{path}: process {pid} works on this run already."),
    QT_TRANSLATE_NOOP("TrainingTold", "{name} is still training: stop it first."),
    QT_TRANSLATE_NOOP("TrainingTold", "A run cannot be called {name}: another name, please."),
    QT_TRANSLATE_NOOP("TrainingTold", "There is a run called {name} already."),
    QT_TRANSLATE_NOOP("TrainingTold", "{path}: the line {detail}"),
    # where a recording ends
    QT_TRANSLATE_NOOP("TrainingTold", "stopped after printing {n} characters"),
    QT_TRANSLATE_NOOP("TrainingTold", "stopped after {n} executed lines"),
    QT_TRANSLATE_NOOP("TrainingTold", "stopped after {n} steps"),
    QT_TRANSLATE_NOOP("TrainingTold", "stopped: the tape holds {n} MiB"),
    QT_TRANSLATE_NOOP("TrainingTold", "Stopped at line {line}: {what}."),
    QT_TRANSLATE_NOOP("TrainingTold", "Stopped at line {line}."),
    QT_TRANSLATE_NOOP("TrainingTold", "it ran for more than {n} s"),
    QT_TRANSLATE_NOOP("TrainingTold", "it gave no sign of life for {n} s"),
    QT_TRANSLATE_NOOP("TrainingTold", "it used more than {n} GB of memory"),
)
